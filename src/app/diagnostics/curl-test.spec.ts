import { curlTest } from './curl-test';

describe('curlTest', () => {
  // security: connection-check
  it('asks as the browser does, in two lines without a secret', () => {
    const lines = curlTest('crm.example/vte/index.php?a=b', 'https://pane.example')?.split('\n');
    expect(lines?.length).toBe(2);
    for (const line of lines ?? []) {
      expect(line).toContain('"https://crm.example/vte/restapi/v1/vtews/getlangs"');
      expect(line).toContain('-H "Origin: https://pane.example"');
    }
    expect(lines?.[1]).toContain('-X OPTIONS');
  });

  it('is one word to a shell whatever the address holds', () => {
    const line = curlTest('https://crm.example/$(id)`id`/vte', 'https://pane.example') ?? '';
    expect(line).not.toContain('$(');
    expect(line).not.toContain('`');
  });

  it('is none where the address is none', () => {
    expect(curlTest('https://mario:secret@crm.example', 'https://pane.example')).toBeUndefined();
  });
});
