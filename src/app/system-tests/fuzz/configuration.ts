import * as fc from 'fast-check';
import { readConfiguration } from '../../adapters/hosting/read-configuration';
import { anyText, anyValue, ended, fuzz, mutated } from './fuzzing';

const honest = {
  crmUrl: 'https://crm.example/vte',
  lockCrmUrl: true,
  allowPassword: true,
  allowAccessKey: false,
  ownDomains: ['example.com'],
  supportUrl: 'https://help.example/crm',
  language: 'en',
  features: { newRecords: true, notes: false, originalMail: true },
  messageVisibility: 'Private',
};

const isHttps = (address: string | undefined): boolean =>
  address === undefined || new URL(address).protocol === 'https:';

export function fuzzConfiguration(): void {
  const anyFile = fc.oneof(
    { weight: 8, arbitrary: mutated(honest).map((value) => JSON.stringify(value) ?? '') },
    { weight: 1, arbitrary: anyValue.map((value) => JSON.stringify(value) ?? '') },
    { weight: 1, arbitrary: anyText },
  );
  // security: address-first, fuzz
  fuzz('config.json of any shape', 2_000, anyFile, async (text) => {
    const configuration = await ended(() => readConfiguration(text));
    if (!configuration) return;
    const { crmUrl, supportUrl, lockCrmUrl, allowPassword, allowAccessKey } = configuration;
    if (!isHttps(crmUrl) || !isHttps(supportUrl)) throw new Error('An address without https.');
    if (lockCrmUrl && crmUrl === undefined) throw new Error('Locked to no CRM.');
    if (!allowPassword && !allowAccessKey) throw new Error('No way in.');
    for (const domain of configuration.ownDomains) domain.trim();
  });
}
