import * as fc from 'fast-check';
import { firstValueFrom } from 'rxjs';
import type { SignInRequest } from '../../ports/crm';
import { aRecord, anIdentity, anOrigin } from '../../testing/samples';
import { describeDocuments } from '../../testing/harness/archive-samples';
import {
  type OpenCrm,
  aKey,
  answerWith,
  ended,
  openCrm,
  outcome,
  parameters,
} from '../../testing/harness/open-crm';

describe('VtenextCrm, signing in', () => {
  const withPassword: SignInRequest = {
    kind: 'password',
    address: 'crm.example/vte/index.php',
    userName: 'mario',
    password: 'Secret-1',
  };
  const withKey: SignInRequest = {
    kind: 'accessKey',
    address: aKey.crmAddress,
    userName: 'mario',
    accessKey: 'PastedKey1234567',
  };
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
    open.vault.key = undefined;
  });

  // security: password-not-kept
  it('exchanges the password for a key and makes sure that the CRM takes it', async () => {
    const signedIn = outcome(open.crm.signIn(withPassword));
    const exchange = await open.call('loginpwd');
    expect(exchange.request.headers.has('Authorization')).toBeFalse();
    expect(parameters(exchange)).toEqual({ username: 'mario', password: 'Secret-1' });
    answerWith(exchange, 'login-ok');
    const check = await open.call('getlangs');
    expect(check.request.headers.get('Authorization')).toBe(
      `Basic ${btoa('mario:eUBJQ353Aissn6K')}`,
    );
    answerWith(check, 'getlangs');
    expect((await ended(signedIn)).given).toEqual([
      { crmAddress: aKey.crmAddress, userName: 'mario', accessKey: 'eUBJQ353Aissn6K' },
    ]);
  });

  // security: address-first
  it('finds the CRM by a look that names nobody, and so can count as no attempt', async () => {
    const found = outcome(open.crm.findCrm('https://crm.example/vte'));
    const look = await open.lookAt('restapi/v1/vtews');
    expect(look.request.method).toBe('GET');
    expect([...look.request.headers.keys()]).toEqual(['accept']);
    expect(look.request.body).toBeNull();
    expect(look.request.credentials).toBe('omit');
    answerWith(look, 'error-http-get');
    expect((await ended(found)).problem).toBeUndefined();
    expect(await firstValueFrom(open.crm.failedSignIns(aKey))).toBe(0);
    expect(await open.isSilent()).toBeTrue();
  });

  it('finds no CRM where another program answers, or nobody', async () => {
    const paths = ['restapi/v1/vtews', 'restapi/v1/index.php/vtews'];
    const other = outcome(open.crm.findCrm('https://crm.example/vte'));
    for (const path of paths) answerWith(await open.lookAt(path), 'error-maintenance-mode');
    expect((await ended(other)).problem).toBe('notVtenext');
    const nobody = outcome(open.crm.findCrm('https://crm.example/vte'));
    for (const path of paths) (await open.lookAt(path)).fail();
    expect((await ended(nobody)).problem).toBe('unreachable');
  });

  it('looks for no CRM at an address that holds a secret', async () => {
    const refused = outcome(open.crm.findCrm('https://mario:secret@crm.example'));
    expect((await ended(refused)).problem).toBe('badAddress');
    expect(await open.isSilent()).toBeTrue();
  });

  // security: lock-out
  it('sends a password once and a key once, and nothing again after a refusal', async () => {
    const password = outcome(open.crm.signIn(withPassword));
    await open.answer('loginpwd', 'login-wrong-password');
    await ended(password);
    expect(await open.isSilent()).toBeTrue();
    const key = outcome(open.crm.signIn(withKey));
    await open.answer('getlangs', 'error-basic-wrong-key');
    await ended(key);
    expect(await open.isSilent()).toBeTrue();
    expect(await firstValueFrom(open.crm.failedSignIns(aKey))).toBe(2);
  });

  it('takes an answer without a key for none of vtenext', async () => {
    const odd = outcome(open.crm.signIn(withPassword));
    (await open.call('loginpwd')).flush('{"status":200,"data":[]}');
    expect((await ended(odd)).problem).toBe('notVtenext');
    expect(await open.isSilent()).toBeTrue();
  });

  // security: lock-out
  it('counts no refusal when the password was right and the server loses the key', async () => {
    const lost = outcome(open.crm.signIn(withPassword));
    await open.answer('loginpwd', 'login-ok');
    (await open.call('getlangs')).flush(
      '{"status":401,"message":"Authentication failed - reason: no username supplied"}',
      { status: 401, statusText: 'Unauthorized' },
    );
    expect((await ended(lost)).problem).toBe('authorizationLost');
    expect(await firstValueFrom(open.crm.failedSignIns(aKey))).toBe(0);
  });

  it('refuses a bad address before anything is sent', async () => {
    const refused = outcome(open.crm.signIn({ ...withPassword, address: 'http://crm.example' }));
    expect((await ended(refused)).problem).toBe('badAddress');
    expect(await open.isSilent()).toBeTrue();
  });

  it('sends nothing more when the password is wrong', async () => {
    const refused = outcome(open.crm.signIn(withPassword));
    await open.answer('loginpwd', 'login-wrong-password');
    expect((await ended(refused)).problem).toBe('signInRefused');
    expect(await open.isSilent()).toBeTrue();
  });

  it('says that the pasted key is wrong, and that an account is locked', async () => {
    const refused = outcome(open.crm.signIn(withKey));
    await open.answer('getlangs', 'error-basic-wrong-key');
    expect((await ended(refused)).problem).toBe('accessKeyWrong');
    const locked = outcome(open.crm.signIn(withKey));
    await open.answer('getlangs', 'error-basic-locked');
    expect((await ended(locked)).problem).toBe('locked');
  });

  it('writes names and keys as UTF-8', async () => {
    outcome(open.crm.signIn({ ...withKey, userName: 'zoë' }));
    const { request } = await open.call('getlangs');
    const token = request.headers.get('Authorization')?.slice('Basic '.length) ?? '';
    const bytes = Uint8Array.from(atob(token), (character) => character.charCodeAt(0));
    expect(new TextDecoder().decode(bytes)).toBe('zoë:PastedKey1234567');
  });

  it('says that there is no vtenext when another program answers', async () => {
    const refused = outcome(open.crm.signIn(withPassword));
    await open.answer('loginpwd', 'error-maintenance-mode');
    expect((await ended(refused)).problem).toBe('notVtenext');
  });
});

describe('VtenextCrm, calling', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  // security: addresses
  it('sends neither cookies nor a referrer, follows no redirect and keeps nothing', async () => {
    outcome(open.crm.permittedModules());
    const { request } = await open.call('listtypes');
    expect(request.method).toBe('POST');
    expect(request.credentials).toBe('omit');
    expect(request.redirect).toBe('manual');
    expect(request.cache).toBe('no-store');
    expect(request.referrerPolicy).toBe('no-referrer');
  });

  // security: key-nowhere-else
  it('never says the key but in the header', async () => {
    outcome(open.crm.permittedModules());
    const { request } = await open.call('listtypes');
    expect(request.url).not.toContain(aKey.accessKey);
    expect(String(request.body)).not.toContain(aKey.accessKey);
    expect(open.crm.recordAddress(aRecord())).not.toContain(aKey.accessKey);
  });

  it('sends nothing and asks to sign in when there is no key', async () => {
    open.vault.key = undefined;
    expect((await ended(outcome(open.crm.permittedModules()))).problem).toBe('keyRefused');
    expect(await open.isSilent()).toBeTrue();
  });

  // security: lock-out
  it('counts a refusal of the key in use, and only what was sent', async () => {
    const first = outcome(open.crm.permittedModules());
    const second = outcome(open.crm.findMessage(anIdentity()));
    await open.answer('listtypes', 'error-basic-wrong-key');
    expect((await ended(first)).problem).toBe('keyRefused');
    expect((await ended(second)).problem).toBe('keyRefused');
    // What counts is loaded with the first refusal.
    await import('./rest/failed-sign-in-counter');
    expect(await firstValueFrom(open.crm.failedSignIns(aKey))).toBe(1);
    expect(new Set(open.vault.refused)).toEqual(new Set([aKey]));
    expect(await open.isSilent()).toBeTrue();
  });

  it('sends nothing with a key that was refused when the pane was open before', async () => {
    open.vault.key = { ...aKey, isRefused: true };
    expect((await ended(outcome(open.crm.permittedModules()))).problem).toBe('keyRefused');
    expect(await open.isSilent()).toBeTrue();
  });

  it('lets calls go on with another key after the first was refused', async () => {
    const refused = outcome(open.crm.permittedModules());
    await open.answer('listtypes', 'error-basic-wrong-key');
    expect((await ended(refused)).problem).toBe('keyRefused');
    outcome(open.crm.permittedModules());
    expect(await open.isSilent()).toBeTrue();
    open.vault.key = { ...aKey, accessKey: 'AnotherKey' };
    outcome(open.crm.permittedModules());
    await open.call('listtypes');
  });

  it('says that the CRM does not answer when the connection fails', async () => {
    const failed = outcome(open.crm.permittedModules());
    (await open.call('listtypes')).fail();
    expect((await ended(failed)).problem).toBe('unreachable');
  });

  it('makes sure of the address by a call that follows no redirect before it uploads', async () => {
    describeDocuments();
    const file = { attachmentId: 'a', name: 'a.txt', blob: new Blob(['abc']), digest: '' };
    const message = { id: '44x10', owner: '19x4' };
    const uploaded = outcome(open.crm.uploadFile(message, file, anOrigin));
    await open.answer('getlangs', 'getlangs');
    const upload = await open.call('create');
    expect(upload.request.body).toBeInstanceOf(FormData);
    upload.progress(1, 3);
    expect(uploaded.given).toEqual([{ kind: 'progress', sent: 1, total: 3, file: 'a.txt' }]);
    upload.fail();
    expect((await ended(uploaded)).problem).toBe('unreachable');
  });

  it('uploads nothing when the address redirects', async () => {
    describeDocuments();
    const file = { attachmentId: 'a', name: 'a.txt', blob: new Blob(['abc']), digest: '' };
    const uploaded = outcome(open.crm.uploadFile({ id: '44x10', owner: '19x4' }, file, anOrigin));
    (await open.call('getlangs')).fail();
    expect((await ended(uploaded)).problem).toBe('unreachable');
    expect(await open.isSilent()).toBeTrue();
  });

  // security: own-links
  it('leads to no other origin than that of the CRM, whatever it says of its records', () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '//evil.example',
        '\\\\evil.example',
        'https://evil.example/',
        '../..',
        '@evil.example',
        'javascript:alert(1)',
        '#',
        '?',
        '&',
        '\n',
      ),
    );
    const texts = fc.array(nasty, { maxLength: 4 }).map((parts) => parts.join(''));
    const stays = fc.property(texts, texts, (module, id) => {
      const { origin, pathname, searchParams, hash } = new URL(
        open.crm.recordAddress(aRecord({ module, id })),
      );
      return (
        origin === 'https://crm.example' &&
        pathname === '/vte/index.php' &&
        hash === '' &&
        searchParams.get('action') === 'DetailView'
      );
    });
    expect(fc.check(stays, { numRuns: 2_000 }).failed).toBeFalse();
    expect(new URL(open.crm.startPage(aKey.crmAddress)).origin).toBe('https://crm.example');
  });

  // security: own-links
  it('leads nowhere when nobody is signed in', () => {
    open.vault.key = undefined;
    expect(open.crm.recordAddress(aRecord())).toBe('about:blank');
  });

  // security: own-links
  it('opens a record by its number in the CRM that the key is for', () => {
    expect(open.crm.recordAddress(aRecord({ id: '4x50' }))).toBe(
      'https://crm.example/vte/index.php?module=Contacts&action=DetailView&record=50',
    );
  });
});

describe('VtenextCrm, modules and records', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  it('offers the permitted modules that mail can be linked to, the useful ones first', async () => {
    const loaded = outcome(open.crm.permittedModules());
    expect(await open.answer('listtypes', 'listtypes-fieldtype-email-restricted')).toEqual({
      fieldTypeList: '["email"]',
    });
    await open.answer('listtypes', 'listtypes-restricted');
    const modules = (await ended(loaded)).given[0] ?? [];
    const names = modules.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['Contacts', 'Accounts', 'HelpDesk']);
    expect(names).toContain('Installations');
    for (const name of ['Leads', 'Messages', 'Documents', 'Calendar', 'Users', 'ModComments']) {
      expect(names).not.toContain(name);
    }
    expect(modules.find(({ name }) => name === 'Installations')?.hasEmail).toBeTrue();
    expect(modules.find(({ name }) => name === 'Potentials')?.hasEmail).toBeFalse();
    expect(
      modules.every(({ label, singular }) => label && !singular.startsWith('SINGLE_')),
    ).toBeTrue();
  });

  it('asks for the modules once for each key', async () => {
    const load = async (): Promise<void> => {
      outcome(open.crm.permittedModules());
      await open.answer('listtypes', 'listtypes-fieldtype-email-restricted');
      await open.answer('listtypes', 'listtypes-restricted');
    };
    await load();
    expect((await ended(outcome(open.crm.permittedModules()))).given.length).toBe(1);
    open.vault.key = { ...aKey, userName: 'admin' };
    await load();
  });
});
