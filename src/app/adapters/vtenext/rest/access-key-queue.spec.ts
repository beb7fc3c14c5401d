import { type Observable, Subject, defer, of, throwError } from 'rxjs';
import { type Problem, ProblemError } from '../../../domain/problem';
import { policyOf } from '../../../domain/problem-policy';
import { type KeyVerdict, MOST_AT_ONCE } from '../../../ports/call-slots';
import { FakeCallSlots } from '../../../testing/fake-call-slots';
import { AccessKeyQueue } from './access-key-queue';

const key = { crmAddress: 'https://crm.example', userName: 'mario', accessKey: 'Key' };

/** What each problem says of the key. */
function verdictOf(problem: Problem): KeyVerdict {
  if (policyOf(problem).endsSession) return 'refused';
  return problem.kind === 'forbidden' ? 'accepted' : 'unknown';
}

/** Calls through one gate, answered by hand. */
class Calls {
  readonly turns = new FakeCallSlots();
  looks = 0;
  look: Observable<unknown> = of(undefined);
  private readonly gate = new AccessKeyQueue(key, this.turns, () => {
    this.looks += 1;
    return this.look;
  });
  private readonly verdicts = new Map<Subject<string>, KeyVerdict>();
  /** Those that were let through, in order. */
  readonly sent: Subject<string>[] = [];
  readonly problems: string[] = [];
  answers = 0;

  /** Asks `count` times; gives what cancels each. */
  async ask(count: number): Promise<readonly (() => void)[]> {
    const cancels = Array.from({ length: count }, () => {
      const answer = new Subject<string>();
      const call = defer(() => {
        this.sent.push(answer);
        return answer;
      });
      const verdict = (): KeyVerdict => this.verdicts.get(answer) ?? 'unknown';
      const asking = this.gate.pass({ call, verdict, isDue: () => true }).subscribe({
        next: () => (this.answers += 1),
        error: (error: unknown) => this.problems.push((error as ProblemError).problem.kind),
      });
      return () => {
        asking.unsubscribe();
      };
    });
    await settled();
    return cancels;
  }

  async answer(...indices: number[]): Promise<void> {
    for (const index of indices) {
      const answer = this.sent[index];
      if (!answer) continue;
      this.verdicts.set(answer, 'accepted');
      answer.next('answer');
      answer.complete();
      await settled();
    }
  }

  async fail(index: number, problem: Problem): Promise<void> {
    const answer = this.sent[index];
    if (answer) this.verdicts.set(answer, verdictOf(problem));
    answer?.error(new ProblemError(problem));
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

describe('AccessKeyQueue', () => {
  it('sends the first call alone, and some of the others when it has answered', async () => {
    const calls = new Calls();
    await calls.ask(10);
    expect(calls.sent.length).toBe(1);
    await calls.answer(0);
    expect(calls.sent.length).toBe(1 + MOST_AT_ONCE);
  });

  it('never has more under way than it may, however many are answered', async () => {
    const calls = new Calls();
    await calls.ask(20);
    for (let index = 0; index < 20; index += 1) {
      expect(calls.sent.length - index).toBeLessThanOrEqual(MOST_AT_ONCE);
      await calls.answer(index);
    }
    expect(calls.answers).toBe(20);
  });

  it('sends nothing more when the first call was refused', async () => {
    const calls = new Calls();
    await calls.ask(10);
    await calls.fail(0, { kind: 'keyRefused' });
    await calls.ask(3);
    expect(calls.sent.length).toBe(1);
    expect(calls.problems).toEqual(Array<string>(13).fill('keyRefused'));
  });

  it('sends nothing more when a call of several was refused', async () => {
    const calls = new Calls();
    await calls.ask(10);
    await calls.answer(0);
    const before = calls.sent.length;
    await calls.fail(2, { kind: 'keyRefused' });
    await calls.answer(1, 3);
    await calls.ask(1);
    expect(calls.sent.length).toBe(before);
  });

  it('sends the next call alone again when everything was answered', async () => {
    const calls = new Calls();
    await calls.ask(2);
    await calls.answer(0, 1);
    await calls.ask(5);
    expect(calls.sent.length).toBe(3);
    await calls.fail(2, { kind: 'locked' });
    expect(calls.sent.length).toBe(3);
    // Whoever waited hears the same: the account is locked, and not that the key was changed.
    expect(calls.problems).toEqual(Array<string>(5).fill('locked'));
  });

  it('takes a refusal of the CRM for proof of the key, but not a lost connection', async () => {
    const calls = new Calls();
    await calls.ask(8);
    await calls.fail(0, { kind: 'unreachable' });
    expect(calls.sent.length).toBe(2);
    await calls.fail(1, { kind: 'forbidden' });
    expect(calls.sent.length).toBe(2 + MOST_AT_ONCE);
  });

  it('takes no answer to what was sent before a lost one for proof', async () => {
    const calls = new Calls();
    await calls.ask(10);
    await calls.answer(0);
    await calls.fail(1, { kind: 'unreachable' });
    await calls.answer(2);
    expect(calls.sent.length).toBe(1 + MOST_AT_ONCE);
    await calls.answer(3);
    expect(calls.sent.length).toBe(2 + MOST_AT_ONCE);
  });

  it('asks for a turn alone until the key was accepted, and after a lost answer', async () => {
    const calls = new Calls();
    await calls.ask(3);
    await calls.answer(0);
    await calls.fail(1, { kind: 'timedOut' });
    await calls.answer(2);
    await calls.ask(1);
    expect(calls.turns.kinds).toEqual(['first', 'next', 'next', 'first']);
    expect(calls.turns.verdicts).toEqual(['accepted', 'unknown', 'accepted']);
  });

  // security: bounded-failures
  it('sends nothing after answers that nobody could read, until a person wants it', async () => {
    const calls = new Calls();
    await calls.ask(1);
    await calls.fail(0, { kind: 'timedOut' });
    calls.turns.barrier = 'unanswered';
    await calls.ask(2);
    expect(calls.sent.length).toBe(1);
    expect(calls.problems).toEqual(Array<string>(3).fill('timedOut'));
    expect(calls.looks).toBe(0);
    calls.turns.isActing = true;
    await calls.ask(1);
    expect(calls.looks).toBe(1);
    expect(calls.sent.length).toBe(2);
    expect(calls.turns.kinds.at(-1)).toBe('wanted');
  });

  it('sends nothing that a person wants while the CRM does not answer a look', async () => {
    const calls = new Calls();
    calls.turns.barrier = 'unanswered';
    calls.turns.isActing = true;
    calls.look = throwError(() => new ProblemError({ kind: 'notVtenext' }));
    await calls.ask(2);
    expect(calls.sent.length).toBe(0);
    expect(calls.problems).toEqual(['notVtenext', 'notVtenext']);
  });

  // security: bounded-failures
  it('sends nothing once another pane was refused', async () => {
    const calls = new Calls();
    calls.turns.barrier = 'refused';
    calls.turns.isActing = true;
    await calls.ask(2);
    expect(calls.sent.length).toBe(0);
    expect(calls.problems).toEqual(['keyRefused', 'keyRefused']);
  });

  it('keeps the place of a call that was cancelled until it is answered', async () => {
    const calls = new Calls();
    const cancels = await calls.ask(10);
    await calls.answer(0);
    const before = calls.sent.length;
    cancels.slice(1, before).forEach((cancel) => {
      cancel();
    });
    expect(calls.sent.length).toBe(before);
    await calls.answer(1);
    expect(calls.sent.length).toBe(before + 1);
    expect(calls.answers).toBe(1);
  });

  it('learns from a refusal that nobody waited for', async () => {
    const calls = new Calls();
    const [cancel] = await calls.ask(2);
    cancel?.();
    await calls.fail(0, { kind: 'keyRefused' });
    expect(calls.sent.length).toBe(1);
    expect(calls.problems).toEqual(['keyRefused']);
  });

  it('never sends a call that was cancelled while it waited', async () => {
    const calls = new Calls();
    const cancels = await calls.ask(3);
    cancels[1]?.();
    await calls.answer(0);
    expect(calls.sent.length).toBe(2);
  });
});
