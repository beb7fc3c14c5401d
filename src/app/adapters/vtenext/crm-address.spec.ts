import type { ProblemError } from '../../domain/problem';
import { readCrmAddress } from './crm-address';

function reasonOf(typed: string): string {
  try {
    return `taken as ${readCrmAddress(typed)}`;
  } catch (error) {
    const { problem } = error as ProblemError;
    return problem.kind === 'badAddress' ? problem.reason : problem.kind;
  }
}

describe('readCrmAddress', () => {
  for (const [typed, address] of [
    ['https://crm.example.com', 'https://crm.example.com'],
    ['crm.example.com', 'https://crm.example.com'],
    ['  crm.example.com/vte/  ', 'https://crm.example.com/vte'],
    ['https://crm.example.com/vte/index.php?module=Home&action=index', 'https://crm.example.com/vte'],
    ['https://crm.example.com/vte/index.php', 'https://crm.example.com/vte'],
    ['https://crm.example.com/restapi/v1/vtews/', 'https://crm.example.com'],
    ['https://CRM.example.com:8443//', 'https://crm.example.com:8443'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['http://localhost:4302', 'http://localhost:4302'],
    ['http://127.0.0.1/vte', 'http://127.0.0.1/vte'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ] as const) {
    it(`takes ${typed}`, () => {
      expect(readCrmAddress(typed)).toBe(address);
    });
  }

  for (const [typed, reason] of [
    ['', 'unreadable'],
    ['my crm', 'unreadable'],
    ['https://', 'unreadable'],
    ['ftp://crm.example.com', 'unreadable'],
    ['javascript:alert(1)', 'unreadable'],
    ['http://crm.example.com', 'notHttps'],
    ['http://127.0.0.1.example.com', 'notHttps'],
    ['http://localhost.example.com', 'notHttps'],
    ['https://mario:secret@crm.example.com', 'hasSecret'],
  ] as const) {
    it(`refuses ${typed || 'nothing'} as ${reason}`, () => {
      expect(reasonOf(typed)).toBe(reason);
    });
  }
});
