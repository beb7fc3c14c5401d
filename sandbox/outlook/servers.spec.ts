import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noise } from '../mail/documents.ts';
import { sampleFolder } from '../mail/samples.ts';
import type { MailSummary } from './mail-summary.ts';
import { policyMeta } from '../../deploy/policy.ts';
import { buildPane, officeJsAddress, withLocalOfficeJs } from './pane-server.ts';
import { buildOutlook } from './server.ts';
import { eml } from './testing.ts';

const page = `<head><title>Pane</title><script src="${officeJsAddress}"></script></head>`;
const outlookOrigin = 'http://localhost:4300';

describe('the page of the pane', () => {
  it('differs from the build only in the address of office.js and the stand-ins beside it', () => {
    expect(withLocalOfficeJs(page)).toBe(
      '<head><title>Pane</title>' +
        '<script src="/office-js-stand-in/MicrosoftAjax.js"></script>\n    ' +
        '<script src="/office-js/office.js"></script>\n    ' +
        '<script src="/office-js-stand-in/newer-methods.js"></script>\n    ' +
        '<script src="/office-js-stand-in/newer-methods-at-once.js"></script></head>',
    );
  });

  it('is refused when it names office.js never, twice, or elsewhere than in a script', () => {
    expect(() => withLocalOfficeJs('<head></head>')).toThrowError(/found 0/);
    expect(() => withLocalOfficeJs(page + page)).toThrowError(/found 2/);
    expect(() => withLocalOfficeJs(`<a href="${officeJsAddress}">`)).toThrowError(/in one script/);
  });
});

describe('the pane server', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pane-'));
    writeFileSync(join(folder, 'index.html'), page.replace('<title>', `${policyMeta()}<title>`));
    writeFileSync(join(folder, 'main-ABCD2345.js'), 'start()');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('serves the configuration of the build, or another that it is told', async () => {
    writeFileSync(join(folder, 'config.json'), '{}');
    const answers = [undefined, '{ "lockCrmUrl": true }'];
    const server = await buildPane({ folder, outlookOrigin, configuration: () => answers.shift() });
    const read = async (): Promise<string> => (await server.inject('/config.json')).body;
    expect(await read()).toBe('{}');
    expect(await read()).toBe('{ "lockCrmUrl": true }');
    await server.close();
  });

  it('serves the build under a policy that permits loopback, and hashed files for good', async () => {
    const server = await buildPane({ folder, outlookOrigin });
    const index = await server.inject('/');
    const script = await server.inject('/main-ABCD2345.js');
    const policy = String(index.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/; frame-ancestors http:\/\/localhost:4300 http:\/\/127.0.0.1:4300$/);
    expect(policy).toContain("connect-src 'self' https: http://localhost:* http://127.0.0.1:*;");
    expect(index.body).toContain(`content="${policy.split('; frame-ancestors')[0] ?? ''}"`);
    expect(index.headers['cache-control']).toBe('no-store');
    expect(index.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
    expect(script.headers['content-type']).toContain('javascript');
    await server.close();
  });

  it('serves office.js, its stand-ins, and a page that trusts the host', async () => {
    const server = await buildPane({ folder, outlookOrigin });
    const office = await server.inject('/office-js/office.js');
    const ajax = await server.inject('/office-js-stand-in/MicrosoftAjax.js');
    expect(office.statusCode).toBe(200);
    expect(ajax.statusCode).toBe(200);
    for (const name of ['AgaveErrorUX', 'agaveerrorux']) {
      const trust = await server.inject(`/office-js/${name}/index.html`);
      expect(trust.body).toContain('trusted-host.js');
    }
    await server.close();
  });

  it('says that there is no build when there is none', async () => {
    await expectAsync(
      buildPane({ folder: join(folder, 'none'), outlookOrigin }),
    ).toBeRejectedWithError(/build it first/);
  });
});

describe('the Outlook server', () => {
  const paneUrl = 'http://localhost:4301/';

  it('lists the mails of its folders, newest first, and hands each out', async () => {
    const server = await buildOutlook({ paneUrl, mailFolders: [sampleFolder] });
    const list = (await server.inject('/mail')).json<MailSummary[]>();
    const times = list.map(({ receivedAt }) => receivedAt);
    expect(list.length).toBeGreaterThanOrEqual(22);
    expect(times).toEqual([...times].sort().reverse());
    expect(list.find(({ id }) => id === 'sent-offer')?.folder).toBe('sent');
    const mail = await server.inject('/mail/unicode.eml');
    expect(mail.headers['content-type']).toBe('message/rfc822');
    expect(mail.body).toContain('zoe@nordlys.example');
    expect((await server.inject('/mail/nothing.eml')).statusCode).toBe(404);
    await server.close();
  });

  it('serves the window with its script and style, under a policy of its own', async () => {
    const server = await buildOutlook({ paneUrl, mailFolders: [] });
    const window = await server.inject('/');
    expect(window.headers['content-security-policy']).toContain('frame-src http://localhost:4301');
    expect((await server.inject('/window.js')).body).toContain('ContextActivationManager');
    expect((await server.inject('/window.css')).body).toContain('.task-pane');
    await server.close();
  });

  it('takes a folder of somebody’s own, and keeps two files of one name apart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-'));
    mkdirSync(join(folder, 'sent'));
    writeFileSync(join(folder, 'Angebot März.eml'), eml());
    writeFileSync(join(folder, 'sent', 'Angebot März.eml'), eml(['Subject: Antwort']));
    const server = await buildOutlook({ paneUrl, mailFolders: [folder] });
    const list = (await server.inject('/mail')).json<MailSummary[]>();
    expect(list.map((mail) => mail.folder).sort()).toEqual(['inbox', 'sent']);
    expect(new Set(list.map(({ id }) => id)).size).toBe(2);
    for (const { id } of list) {
      expect((await server.inject(`/mail/${id}.eml`)).statusCode).toBe(200);
    }
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('starts and hands out mails whatever they are called', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-'));
    const long = 'a-long-subject-'.repeat(17).slice(0, 250);
    const names = [long, '图'.repeat(80), '图'.repeat(70), 'one.eml', 'two'];
    for (const name of names) writeFileSync(join(folder, `${name}.eml`), eml());
    mkdirSync(join(folder, 'folder.eml'));
    symlinkSync(join(folder, 'nothing'), join(folder, 'lost.eml'));
    const given = { id: '图'.repeat(120), folder: 'inbox' as const, eml: Buffer.from(eml()) };
    const warn = spyOn(process, 'emitWarning');
    const server = await buildOutlook({ paneUrl, mailFolders: [folder], mails: [given] });
    expect(warn).toHaveBeenCalledOnceWith(jasmine.stringMatching(/^lost.eml is left out/));
    const list = (await server.inject('/mail')).json<MailSummary[]>();
    expect(list.length).toBe(names.length + 1);
    for (const { id } of list) {
      const answer = await server.inject(`/mail/${encodeURIComponent(id)}.eml`);
      expect([id, answer.statusCode]).toEqual([id, 200]);
    }
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('starts whatever its mails hold, and lists one that cannot be read as such', async () => {
    const deep = Array.from(
      { length: 300 },
      (_, level) => `Content-Type: multipart/mixed; boundary="n${level}."\r\n\r\n--n${level}.\r\n`,
    );
    const unreadable = new Proxy(Buffer.from(eml()), {
      get: () => {
        throw new Error('no such memory');
      },
    });
    const mails = [
      { id: 'deep', folder: 'inbox' as const, eml: Buffer.from(deep.join('')) },
      { id: 'broken', folder: 'inbox' as const, eml: unreadable },
      { id: 'noise', folder: 'inbox' as const, eml: noise(5_000, 3) },
    ];
    const server = await buildOutlook({ paneUrl, mailFolders: [], mails });
    const list = (await server.inject('/mail')).json<MailSummary[]>();
    expect(list.map(({ id }) => id).sort()).toEqual(['broken', 'deep', 'noise']);
    expect(list.find(({ id }) => id === 'broken')?.subject).toBe('broken can’t be read');
    await server.close();
  });

  it('says which folder it cannot find', async () => {
    await expectAsync(
      buildOutlook({ paneUrl, mailFolders: ['no-such-folder'] }),
    ).toBeRejectedWithError('There is no folder no-such-folder');
  });
});
