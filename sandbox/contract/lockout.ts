import { type Rule, type Seen, isExpected } from './rule.ts';
import { Server } from './server.ts';

const told = async (server: Server): Promise<string> => {
  const { status, message } = await server.call('getlangs');
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

/** API.md 3. Locks `user` for this machine's address, for good. */
export async function lockOut(address: string, user: string): Promise<readonly Seen[]> {
  const server = new Server(address, { user, key: 'contract-wrong-key' }, undefined);
  const seen: Seen[] = [];
  const look = async (rule: string, expected: string, see = told): Promise<void> => {
    const shown = await see(server);
    const asked: Rule = { section: '3', rule, expected, see };
    seen.push({ rule: asked, seen: shown, verdict: isExpected(asked, shown) ? 'kept' : 'differs' });
  };
  await look('a wrong password is refused', '500 Invalid username or password', exchanged);
  for (let failure = 2; failure <= 5; failure += 1) {
    await look(`failure ${failure} in a row is told as a wrong key`, wrong);
  }
  await look('then the account is locked', locked);
  return seen;
}
