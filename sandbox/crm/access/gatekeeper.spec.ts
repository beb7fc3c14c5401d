import { basic, TestCrm } from '../testing/fixtures.ts';

describe('Signing in', () => {
  let test: TestCrm;

  beforeEach(async () => {
    test = await TestCrm.start();
  });

  afterEach(() => test.stop());

  async function signIn(username: string, password: string): Promise<unknown> {
    const response = await test.app.inject({
      method: 'POST',
      url: '/restapi/v1/vtews/loginpwd',
      payload: { username, password },
    });
    return response.json();
  }

  async function callWith(credentials: string, ip = '10.0.0.1'): Promise<string> {
    const response = await test.app.inject({
      method: 'POST',
      url: '/restapi/v1/vtews/getlangs',
      headers: {
        authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
        'x-forwarded-for': ip,
      },
    });
    return response.statusCode === 200 ? 'in' : response.json<{ message: string }>().message;
  }

  const wrong = 'Authentication failed - reason: incorrect username and password combination';
  const locked = 'Authentication failed - reason: too many unsuccessfully logins';

  it('exchanges a password for the access key alone', async () => {
    expect(await signIn('mario', 'Sandbox-mario-1')).toEqual({
      status: 200,
      data: ['SandboxMarioKey1'],
    });
  });

  it('refuses in the same words whatever was wrong', async () => {
    const refusal = {
      status: 500,
      error: 'WebServiceException',
      message: 'Invalid username or password',
    };
    expect(await signIn('mario', 'x')).toEqual(refusal);
    expect(await signIn('MARIO', 'Sandbox-mario-1')).toEqual(refusal);
    expect(await signIn('nobody', 'x')).toEqual(refusal);
    expect(await signIn('', '')).toEqual(refusal);
  });

  it('takes user name and key in any case', async () => {
    expect(await callWith('MARIO:sandboxmariokey1')).toBe('in');
  });

  it('says what is missing', async () => {
    expect(await callWith(':x')).toBe('Authentication failed - reason: no username supplied');
    expect(await callWith('mario:')).toBe('Authentication failed - reason: no password supplied');
  });

  it('refuses an inactive user', async () => {
    await test.sandbox('users/mario', { isActive: false });
    expect(await callWith('mario:SandboxMarioKey1')).toBe(wrong);
  });

  it('locks a user out after five failures, the right key and password included', async () => {
    for (let failure = 0; failure < 5; failure++) {
      expect(await callWith('mario:stale')).toBe(wrong);
    }
    expect(await callWith('mario:SandboxMarioKey1')).toBe(locked);
    expect(await test.sandbox('failures')).toEqual({ mario: 5 });
  });

  it('tells a wrong key nothing of the lock, and goes on counting', async () => {
    for (let failure = 0; failure < 7; failure++) {
      expect(await callWith('mario:stale')).toBe(wrong);
    }
    expect(await test.sandbox('failures')).toEqual({ mario: 7 });
    expect(await callWith('mario:SandboxMarioKey1')).toBe(locked);
  });

  it('counts both ways of failing together', async () => {
    for (let failure = 0; failure < 3; failure++) await callWith('mario:stale', '127.0.0.1');
    for (let failure = 0; failure < 2; failure++) await signIn('mario', 'x');
    expect(await callWith('mario:SandboxMarioKey1', '127.0.0.1')).toBe(locked);
    expect(await signIn('mario', 'Sandbox-mario-1')).toEqual(
      jasmine.objectContaining({ status: 500 }),
    );
  });

  it('locks for one address only, and leaves other users alone', async () => {
    for (let failure = 0; failure < 5; failure++) await callWith('mario:stale');
    expect(await callWith('mario:SandboxMarioKey1', '10.0.0.2')).toBe('in');
    expect(await callWith('admin:SandboxAdminKey1')).toBe('in');
  });

  it('forgets the failures when a success comes before the fifth', async () => {
    for (let failure = 0; failure < 4; failure++) await callWith('mario:stale');
    expect(await callWith('mario:SandboxMarioKey1')).toBe('in');
    expect(await callWith('mario:stale')).toBe(wrong);
    expect(await callWith('mario:SandboxMarioKey1')).toBe('in');
  });

  it('opens the lock when an administrator unlocks', async () => {
    for (let failure = 0; failure < 5; failure++) await callWith('mario:stale');
    await test.sandbox('users/mario/unlock', {});
    expect(await callWith('mario:SandboxMarioKey1')).toBe('in');
  });

  it('stays locked when the key is changed', async () => {
    for (let failure = 0; failure < 5; failure++) await callWith('mario:stale');
    await test.sandbox('users/mario/key', { key: 'AnotherKey123456' });
    expect(await callWith('mario:AnotherKey123456')).toBe(locked);
  });

  it('refuses the old key once it was changed', async () => {
    await test.sandbox('users/mario/key', { key: 'AnotherKey123456' });
    const response = await test.app.inject({
      method: 'POST',
      url: '/restapi/v1/vtews/getlangs',
      headers: basic('mario'),
    });
    expect(response.statusCode).toBe(401);
    expect(await test.sandbox('failures')).toEqual({ mario: 1 });
  });
});
