import type { SignInRequest } from '../../../ports/sign-in';
import { anIdentity } from '../../../testing/samples';
import {
  type OpenCrm,
  aKey,
  answerWith,
  ended,
  openCrm,
  outcome,
} from '../../../testing/harness/open-crm';
import { ENDPOINT_PATHS } from './endpoint-discovery';

const [usual, other] = ENDPOINT_PATHS;
const signIn: SignInRequest = {
  kind: 'password',
  address: aKey.crmAddress,
  userName: 'mario',
  password: 'Secret-1',
};

describe('The path of the REST API', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  // security: connection-check
  it('is looked at without any secret before the first call, and once', async () => {
    outcome(open.crm.modules.permittedModules());
    const look = await open.lookAt(usual);
    expect([...look.request.headers.keys()]).toEqual(['accept']);
    expect(look.request.credentials).toBe('omit');
    expect(look.request.redirect).toBe('manual');
    expect(look.request.body).toBeNull();
    expect(await open.isSilent()).toBeTrue();
    answerWith(look, 'error-http-get');
    await open.answer('listtypes', 'listtypes-fieldtype-email-restricted');
    await open.call('listtypes');
    expect(open.looks()).toEqual([]);
  });

  const noPath: readonly (readonly [
    string,
    (look: Awaited<ReturnType<OpenCrm['lookAt']>>) => void,
  ])[] = [
    [
      'is a 404 without CORS headers',
      (look) => {
        look.fail();
      },
    ],
    [
      'is a 404 that can be read',
      (look) => {
        look.flush('<html>Not Found</html>', { status: 404 });
      },
    ],
    [
      'is another program',
      (look) => {
        look.flush('{"ok":true}');
      },
    ],
  ];
  for (const [what, answer] of noPath) {
    it(`is that with index.php when the usual one ${what}, and the password goes there once`, async () => {
      open.vault.key = undefined;
      const signedIn = outcome(open.crm.signIn.signIn(signIn));
      answer(await open.lookAt(usual));
      answerWith(await open.lookAt(other), 'error-http-get');
      const [exchange, ...more] = await open.underWay();
      expect(more).toEqual([]);
      expect(exchange?.request.url).toBe(`${aKey.crmAddress}/${other}/loginpwd`);
      if (exchange) answerWith(exchange, 'login-wrong-password');
      expect((await ended(signedIn)).problem).toBe('signInRefused');
      expect(await open.isSilent()).toBeTrue();
    });
  }

  it('is none when neither leads to vtenext, and nothing secret is sent', async () => {
    open.vault.key = undefined;
    const refused = outcome(open.crm.signIn.signIn(signIn));
    (await open.lookAt(usual)).fail();
    (await open.lookAt(other)).flush('<html>Welcome</html>');
    expect((await ended(refused)).problem).toBe('notVtenext');
    const silent = outcome(open.crm.signIn.signIn(signIn));
    (await open.lookAt(usual)).fail();
    (await open.lookAt(other)).fail();
    expect((await ended(silent)).problem).toBe('unreachable');
    expect(await open.isSilent()).toBeTrue();
  });

  it('is kept on the device for an account, and looked for anew after it led astray', async () => {
    outcome(open.crm.archive.findMessage(anIdentity()));
    answerWith(await open.lookAt(usual), 'error-http-get');
    const failed = outcome(open.crm.archive.findMessage(anIdentity()));
    const [first] = await open.underWay();
    first?.fail();
    await open.underWay().then(([second]) => {
      second?.fail();
    });
    expect((await ended(failed)).problem).toBe('unreachable');
    outcome(open.crm.archive.findMessage(anIdentity()));
    await open.lookAt(usual);
  });
});
