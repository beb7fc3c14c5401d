import { stockConfiguration } from '../../domain/configuration';
import { ProblemError } from '../../domain/problem';
import { readConfiguration } from './read-configuration';

function problemOf(entries: unknown): unknown {
  try {
    readConfiguration(typeof entries === 'string' ? entries : JSON.stringify(entries));
  } catch (error) {
    return error instanceof ProblemError ? error.problem : error;
  }
  return 'none';
}

describe('readConfiguration', () => {
  // security: address-first
  it('reads every entry', () => {
    const entries = {
      crmUrl: 'crm.example.com/vte/index.php',
      lockCrmUrl: true,
      allowPassword: false,
      allowAccessKey: true,
      ownDomains: ['Example.com', 'bücher.example'],
      supportUrl: 'https://help.example.com/crm',
      language: 'it',
      features: { newRecords: false, notes: false, originalMail: false },
      messageVisibility: 'Private',
    };
    expect(readConfiguration(JSON.stringify(entries))).toEqual({
      ...entries,
      crmUrl: 'https://crm.example.com/vte',
      ownDomains: ['example.com', 'bücher.example'],
      messageVisibility: 'Private',
    });
  });

  it('takes what is stock for what is left out', () => {
    const { features } = stockConfiguration;
    expect(readConfiguration('{ "features": { "notes": false } }')).toEqual({
      ...stockConfiguration,
      crmUrl: undefined,
      supportUrl: undefined,
      language: undefined,
      features: { ...features, notes: false },
    });
  });

  for (const [entries, entry, rule] of [
    ['{', '', 'json'],
    ['', '', 'json'],
    ['<!doctype html>', '', 'json'],
    [[], '', 'json'],
    [null, '', 'json'],
    [{ crmURL: 'https://crm.example.com' }, 'crmURL', 'known'],
    ['{ "__proto__": { "lockCrmUrl": true } }', '__proto__', 'known'],
    [{ constructor: 1 }, 'constructor', 'known'],
    [{ features: { newRecord: true } }, 'features.newRecord', 'known'],
    [{ features: [] }, 'features', 'documented'],
    [{ features: { notes: 'no' } }, 'features.notes', 'documented'],
    [{ lockCrmUrl: 'true', crmUrl: 'https://crm.example.com' }, 'lockCrmUrl', 'documented'],
    [{ crmUrl: 'http://crm.example.com' }, 'crmUrl', 'httpsAddress'],
    [{ crmUrl: 'javascript:alert(1)' }, 'crmUrl', 'httpsAddress'],
    [{ crmUrl: 'https://mario:secret@crm.example.com' }, 'crmUrl', 'httpsAddress'],
    [{ crmUrl: 5 }, 'crmUrl', 'httpsAddress'],
    [{ supportUrl: 'javascript:alert(1)' }, 'supportUrl', 'httpsAddress'],
    [{ supportUrl: 'http://help.example.com' }, 'supportUrl', 'httpsAddress'],
    [{ ownDomains: 'example.com' }, 'ownDomains', 'documented'],
    [{ ownDomains: ['example.com', 'no domain'] }, 'ownDomains', 'documented'],
    [{ language: 'it" onload="' }, 'language', 'documented'],
    [{ messageVisibility: 'public' }, 'messageVisibility', 'documented'],
    [{ lockCrmUrl: true }, 'lockCrmUrl', 'withCrmUrl'],
    [{ allowPassword: false, allowAccessKey: false }, 'allowPassword', 'withWayIn'],
  ] as const) {
    it(`names ${entry || 'the file'} (${rule}) when it is ${JSON.stringify(entries)}`, () => {
      expect(problemOf(entries)).toEqual({ kind: 'badConfiguration', entry, rule });
    });
  }

  it('shows no more of an unknown entry than fits a line', () => {
    const problem = problemOf({ ['x'.repeat(5_000)]: 1 }) as { entry: string };
    expect(problem.entry.length).toBe(40);
  });
});
