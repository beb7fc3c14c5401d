import * as fc from 'fast-check';
import { ProblemError } from '../domain/problem';
import { ATTEMPTS } from '../ports/sign-in';
import { Form } from '../testing/harness/sign-in-form';
import { cases, patience } from '../testing/random';

describe('SignInPage, at the lock', () => {
  // security: attempts-by-hand
  it('sends the sixth attempt only after it was confirmed, each one anew', async () => {
    const form = await Form.atCredentials();
    form.crm.signIn.failedSignInCount = ATTEMPTS;
    await form.type('username', 'mario');
    expect(form.text).toContain(
      'From here: 5. It may be locked; only an administrator can unlock it.',
    );
    await form.type('password', 'Secret-1');
    await form.click('Sign in');
    expect(form.requests.length).toBe(0);
    form.field('confirm')?.click();
    await form.click('Sign in');
    expect(form.requests.length).toBe(1);
    await form.refuse();
    await form.type('password', 'Secret-2');
    await form.click('Sign in');
    expect(form.requests.length).toBe(1);
  });

  it('holds an attempt back when the count is known only as it is handed in', async () => {
    const form = await Form.atCredentials();
    await form.type('username', 'mario');
    await form.type('password', 'Secret-1');
    form.crm.signIn.failedSignInCount = ATTEMPTS;
    await form.click('Sign in');
    expect(form.requests.length).toBe(0);
    expect(form.text).toContain('Nothing was sent.');
    expect(form.field('confirm')).not.toBeNull();
  });

  it('says that the account is locked only where the CRM said so', async () => {
    const form = await Form.atCredentials();
    await form.type('username', 'mario');
    await form.type('password', 'Secret-1');
    await form.click('Sign in');
    form.crm.signIn.signInCalls.last.fail(new ProblemError({ kind: 'locked' }));
    await form.settled();
    expect(form.text).toContain('has locked this account');
  });

  /** What a person and a CRM may do, in any order. */
  const events = fc.array(
    fc.constantFrom(
      'name',
      'secret',
      'submit',
      'submit twice',
      'kind',
      'back',
      'continue',
      'found',
      'missing',
      'refused',
      'wrong key',
      'unreachable',
      'locked',
      'confirm',
      'empty',
    ),
    { maxLength: 30 },
  );

  // security: lock-out, attempts-by-hand
  it(
    'sends as many attempts as a person hands in, whatever happens in whatever order',
    async () => {
      const tell = async (sequence: readonly string[]): Promise<boolean> => {
        const form = await Form.atCredentials();
        const isUnderWay = (): boolean => form.button('Signing in…') !== undefined;
        let wanted = 0;
        for (const event of sequence) {
          const before = form.requests.length;
          const secret = form.field('password') ?? form.field('accessKey');
          switch (event) {
            case 'name':
              await form.type('username', 'mario');
              break;
            case 'secret':
              await form.type(secret?.name ?? 'password', 'Secret-1');
              break;
            case 'empty':
              await form.type(secret?.name ?? 'password', '');
              break;
            case 'confirm':
              form.field('confirm')?.click();
              break;
            case 'submit':
            case 'submit twice': {
              const confirm = form.field('confirm');
              const isGood =
                !isUnderWay() &&
                (secret?.value ?? '') !== '' &&
                form.field('username')?.value === 'mario' &&
                (confirm ? confirm.checked : form.crm.signIn.failedSignInCount < ATTEMPTS);
              if (isGood) wanted += 1;
              const times = event === 'submit' ? 1 : 2;
              for (let time = 0; time < times; time += 1) form.button('Sign in')?.click();
              await form.settled();
              break;
            }
            case 'kind':
              await form.click('Use an access key instead');
              await form.click('Use a password instead');
              break;
            case 'back':
              await form.click('Change the address');
              break;
            case 'continue':
              await form.click('Continue');
              break;
            case 'found':
              form.crm.signIn.findCrmCalls.last.answer(undefined);
              break;
            case 'missing':
              form.crm.signIn.findCrmCalls.last.fail(new ProblemError({ kind: 'notVtenext' }));
              break;
            default:
              if (!isUnderWay()) break;
              if (event === 'refused' || event === 'wrong key') {
                await form.refuse(event === 'refused' ? 'signInRefused' : 'accessKeyWrong');
              } else {
                const kind = event === 'locked' ? 'locked' : 'unreachable';
                form.crm.signIn.signInCalls.last.fail(new ProblemError({ kind }));
              }
          }
          await form.settled();
          const sent = form.requests.length - before;
          if (sent > 0 && !event.startsWith('submit')) return false;
        }
        return form.requests.length === wanted;
      };
      const { failed, counterexample } = await fc.check(fc.asyncProperty(events, tell), {
        numRuns: cases(100),
      });
      expect(failed).withContext(JSON.stringify(counterexample)).toBeFalse();
    },
    patience(60_000),
  );
});
