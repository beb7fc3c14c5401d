import { firstValueFrom } from 'rxjs';
import type { SignInRequest } from '../../../ports/sign-in';
import {
  type OpenCrm,
  aKey,
  answerWith,
  ended,
  openCrm,
  outcome,
  parameters,
} from '../../../testing/harness/open-crm';

describe('VtenextSignIn', () => {
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
    const signedIn = outcome(open.crm.signIn.signIn(withPassword));
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
    const found = outcome(open.crm.signIn.findCrm('https://crm.example/vte'));
    const look = await open.lookAt('restapi/v1/vtews');
    expect(look.request.method).toBe('GET');
    expect([...look.request.headers.keys()]).toEqual(['accept']);
    expect(look.request.body).toBeNull();
    expect(look.request.credentials).toBe('omit');
    answerWith(look, 'error-http-get');
    expect((await ended(found)).problem).toBeUndefined();
    expect(await firstValueFrom(open.crm.signIn.failedSignIns(aKey))).toBe(0);
    expect(await open.isSilent()).toBeTrue();
  });

  it('finds no CRM where another program answers, or nobody', async () => {
    const paths = ['restapi/v1/vtews', 'restapi/v1/index.php/vtews'];
    const other = outcome(open.crm.signIn.findCrm('https://crm.example/vte'));
    for (const path of paths) answerWith(await open.lookAt(path), 'error-maintenance-mode');
    expect((await ended(other)).problem).toBe('notVtenext');
    const nobody = outcome(open.crm.signIn.findCrm('https://crm.example/vte'));
    for (const path of paths) (await open.lookAt(path)).fail();
    expect((await ended(nobody)).problem).toBe('unreachable');
  });

  it('looks for no CRM at an address that holds a secret', async () => {
    const refused = outcome(open.crm.signIn.findCrm('https://mario:secret@crm.example'));
    expect((await ended(refused)).problem).toBe('badAddress');
    expect(await open.isSilent()).toBeTrue();
  });

  // security: lock-out
  it('sends a password once and a key once, and nothing again after a refusal', async () => {
    const password = outcome(open.crm.signIn.signIn(withPassword));
    await open.answer('loginpwd', 'login-wrong-password');
    await ended(password);
    expect(await open.isSilent()).toBeTrue();
    const key = outcome(open.crm.signIn.signIn(withKey));
    await open.answer('getlangs', 'error-basic-wrong-key');
    await ended(key);
    expect(await open.isSilent()).toBeTrue();
    expect(await firstValueFrom(open.crm.signIn.failedSignIns(aKey))).toBe(2);
  });

  it('takes an answer without a key for none of vtenext', async () => {
    const odd = outcome(open.crm.signIn.signIn(withPassword));
    (await open.call('loginpwd')).flush('{"status":200,"data":[]}');
    expect((await ended(odd)).problem).toBe('notVtenext');
    expect(await open.isSilent()).toBeTrue();
  });

  // security: lock-out
  it('counts no refusal when the password was right and the server loses the key', async () => {
    const lost = outcome(open.crm.signIn.signIn(withPassword));
    await open.answer('loginpwd', 'login-ok');
    (await open.call('getlangs')).flush(
      '{"status":401,"message":"Authentication failed - reason: no username supplied"}',
      { status: 401, statusText: 'Unauthorized' },
    );
    expect((await ended(lost)).problem).toBe('authorizationLost');
    expect(await firstValueFrom(open.crm.signIn.failedSignIns(aKey))).toBe(0);
  });

  it('refuses a bad address before anything is sent', async () => {
    const refused = outcome(
      open.crm.signIn.signIn({ ...withPassword, address: 'http://crm.example' }),
    );
    expect((await ended(refused)).problem).toBe('badAddress');
    expect(await open.isSilent()).toBeTrue();
  });

  it('sends nothing more when the password is wrong', async () => {
    const refused = outcome(open.crm.signIn.signIn(withPassword));
    await open.answer('loginpwd', 'login-wrong-password');
    expect((await ended(refused)).problem).toBe('signInRefused');
    expect(await open.isSilent()).toBeTrue();
  });

  it('says that the pasted key is wrong, and that an account is locked', async () => {
    const refused = outcome(open.crm.signIn.signIn(withKey));
    await open.answer('getlangs', 'error-basic-wrong-key');
    expect((await ended(refused)).problem).toBe('accessKeyWrong');
    const locked = outcome(open.crm.signIn.signIn(withKey));
    await open.answer('getlangs', 'error-basic-locked');
    expect((await ended(locked)).problem).toBe('locked');
  });

  it('writes names and keys as UTF-8', async () => {
    outcome(open.crm.signIn.signIn({ ...withKey, userName: 'zoë' }));
    const { request } = await open.call('getlangs');
    const token = request.headers.get('Authorization')?.slice('Basic '.length) ?? '';
    const bytes = Uint8Array.from(atob(token), (character) => character.charCodeAt(0));
    expect(new TextDecoder().decode(bytes)).toBe('zoë:PastedKey1234567');
  });

  it('says that there is no vtenext when another program answers', async () => {
    const refused = outcome(open.crm.signIn.signIn(withPassword));
    await open.answer('loginpwd', 'error-maintenance-mode');
    expect((await ended(refused)).problem).toBe('notVtenext');
  });
});
