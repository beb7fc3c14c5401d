import { type Rule, type Seen, isExpected } from './rule.ts';
import { type Caller, Server } from './server.ts';

const told = async (server: Server, caller?: Caller): Promise<string> => {
  const { status, message } = await server.call('getlangs', {}, caller);
  return `${status} ${message}`;
};
/** A wrong password counts like a wrong key. */
const exchanged = async (server: Server): Promise<string> => {
  const parameters = { username: server.caller.user, password: server.caller.key };
  const { status, message } = await server.call('loginpwd', parameters, null);
  return `${status} ${message}`;
};
const wrong = '401 Authentication failed - reason: incorrect username and password combination';
const locked = '401 Authentication failed - reason: too many unsuccessfully logins';

/**
 * REST API 2 and 3. Locks `user` for this machine's address, for good. Only who knows the account's
 * right key is told of the lock: without `rightKey` that stays unseen.
 */
export async function lockOut(
  address: string,
  user: string,
  rightKey?: string,
): Promise<readonly Seen[]> {
  const caller = { user, key: 'contract-wrong-key' };
  const server = new Server(address, caller, undefined, undefined, true);
  const seen: Seen[] = [];
  const look = async (
    section: string,
    rule: string,
    cites: readonly string[],
    expected: string,
    see: Rule['see'] = (each) => told(each),
  ): Promise<void> => {
    const asked: Rule = { section, rule, cites, expected, see };
    const shown = await see(server);
    seen.push({ rule: asked, seen: shown, verdict: isExpected(asked, shown) ? 'kept' : 'differs' });
  };
  await look(
    '3',
    'a wrong password is refused',
    ['login-wrong-password'],
    '500 Invalid username or password',
    exchanged,
  );
  for (let failure = 2; failure <= 5; failure += 1) {
    await look(
      '3',
      `failure ${failure} in a row is told as a wrong key`,
      ['error-basic-wrong-key'],
      wrong,
    );
  }
  await look('2', 'a locked account tells a wrong key nothing', ['locked-wrong-key'], wrong);
  if (rightKey !== undefined) {
    await look(
      '2',
      'a locked account tells the right key of the lock',
      ['locked-right-key', 'error-basic-locked'],
      locked,
      (each) => told(each, { user, key: rightKey }),
    );
  }
  return seen;
}
