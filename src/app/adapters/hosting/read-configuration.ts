import { configurationSchema } from '../../../contract/configuration';
import {
  type Configuration,
  type ConfigurationRule,
  type MessageVisibility,
  stockConfiguration,
} from '../../domain/configuration';
import { readCrmAddress } from '../../domain/crm-address';
import { ProblemError } from '../../domain/problem';

/** The longest name of an entry that is shown. */
const LONGEST_NAME = 40;

const addresses: readonly string[] = ['crmUrl', 'supportUrl'];

/**
 * The configuration from the text of `config.json`. Throws
 * `badConfiguration`, which names the entry.
 */
export function readConfiguration(text: string): Configuration {
  const { success, data, error } = configurationSchema.safeParse(parseJson(text));
  if (!success) throw broken(error.issues[0]);
  const { crmUrl, supportUrl } = data;
  const stock = stockConfiguration;
  const configuration: Configuration = {
    crmUrl: crmUrl === undefined ? undefined : crmAddress(crmUrl),
    lockCrmUrl: data.lockCrmUrl ?? stock.lockCrmUrl,
    allowPassword: data.allowPassword ?? stock.allowPassword,
    allowAccessKey: data.allowAccessKey ?? stock.allowAccessKey,
    ownDomains: (data.ownDomains ?? stock.ownDomains).map(domain),
    supportUrl: supportUrl === undefined ? undefined : httpsAddress(supportUrl),
    language: data.language === undefined ? undefined : language(data.language),
    features: {
      newRecords: data.features?.newRecords ?? stock.features.newRecords,
      notes: data.features?.notes ?? stock.features.notes,
      originalMail: data.features?.originalMail ?? stock.features.originalMail,
    },
    messageVisibility: visibility(data.messageVisibility ?? stock.messageVisibility),
  };
  if (configuration.lockCrmUrl && crmUrl === undefined) throw bad('lockCrmUrl', 'withCrmUrl');
  if (!configuration.allowPassword && !configuration.allowAccessKey) {
    throw bad('allowPassword', 'withWayIn');
  }
  return configuration;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw bad('', 'json');
  }
}

type Issue = NonNullable<
  ReturnType<typeof configurationSchema.safeParse>['error']
>['issues'][number];

function broken(issue: Issue | undefined): ProblemError {
  if (issue === undefined) return bad('', 'json');
  const names = issue.path.filter((part) => typeof part === 'string');
  if (issue.code === 'unrecognized_keys') {
    return bad([...names, issue.keys[0] ?? ''].join('.'), 'known');
  }
  const entry = names.join('.');
  if (entry === '') return bad('', 'json');
  return bad(entry, addresses.includes(entry) ? 'httpsAddress' : 'documented');
}

function crmAddress(text: string): string {
  try {
    return readCrmAddress(text);
  } catch {
    throw bad('crmUrl', 'httpsAddress');
  }
}

function domain(text: string): string {
  if (!/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(text)) throw bad('ownDomains', 'documented');
  return text.toLowerCase();
}

function visibility(text: string): MessageVisibility {
  if (text !== 'Public' && text !== 'Private') throw bad('messageVisibility', 'documented');
  return text;
}

function language(text: string): string {
  if (!/^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(text)) throw bad('language', 'documented');
  return text;
}

function httpsAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw bad('supportUrl', 'httpsAddress');
  }
  return url.href;
}

function bad(entry: string, rule: ConfigurationRule): ProblemError {
  return new ProblemError({ kind: 'badConfiguration', entry: entry.slice(0, LONGEST_NAME), rule });
}
