import { Subject, defer } from 'rxjs';
import { type Problem, ProblemError } from '../../domain/problem';
import { KeyGate, MOST_AT_ONCE } from './key-gate';

/** Calls through one gate, answered by hand. */
class Calls {
  private readonly gate = new KeyGate();
  /** Those that were let through, in order. */
  readonly sent: Subject<string>[] = [];
  readonly problems: string[] = [];
  answers = 0;

  /** Asks `count` times; gives what cancels each. */
  ask(count: number): readonly (() => void)[] {
    return Array.from({ length: count }, () => {
      const call = defer(() => {
        const answer = new Subject<string>();
        this.sent.push(answer);
        return answer;
      });
      const asking = this.gate.pass(call).subscribe({
        next: () => (this.answers += 1),
        error: (error: unknown) => this.problems.push((error as ProblemError).problem.kind),
      });
      return () => {
        asking.unsubscribe();
      };
    });
  }

  answer(...indices: number[]): void {
    for (const index of indices) {
      this.sent[index]?.next('answer');
      this.sent[index]?.complete();
    }
  }

  fail(index: number, problem: Problem): void {
    this.sent[index]?.error(new ProblemError(problem));
  }
}

describe('KeyGate', () => {
  it('sends the first call alone, and some of the others when it has answered', () => {
    const calls = new Calls();
    calls.ask(10);
    expect(calls.sent.length).toBe(1);
    calls.answer(0);
    expect(calls.sent.length).toBe(1 + MOST_AT_ONCE);
  });

  it('never has more under way than it may, however many are answered', () => {
    const calls = new Calls();
    calls.ask(20);
    for (let index = 0; index < 20; index += 1) {
      expect(calls.sent.length - index).toBeLessThanOrEqual(MOST_AT_ONCE);
      calls.answer(index);
    }
    expect(calls.answers).toBe(20);
  });

  it('sends nothing more when the first call was refused', () => {
    const calls = new Calls();
    calls.ask(10);
    calls.fail(0, { kind: 'keyRefused' });
    calls.ask(3);
    expect(calls.sent.length).toBe(1);
    expect(calls.problems).toEqual(Array<string>(13).fill('keyRefused'));
  });

  it('sends nothing more when a call of several was refused', () => {
    const calls = new Calls();
    calls.ask(10);
    calls.answer(0);
    const before = calls.sent.length;
    calls.fail(2, { kind: 'keyRefused' });
    calls.answer(1, 3);
    calls.ask(1);
    expect(calls.sent.length).toBe(before);
  });

  it('sends the next call alone again when everything was answered', () => {
    const calls = new Calls();
    calls.ask(2);
    calls.answer(0, 1);
    calls.ask(5);
    expect(calls.sent.length).toBe(3);
    calls.fail(2, { kind: 'locked' });
    expect(calls.sent.length).toBe(3);
    // Whoever waited hears the same: the account is locked, and not that the key was changed.
    expect(calls.problems).toEqual(Array<string>(5).fill('locked'));
  });

  it('takes a refusal of the CRM for proof of the key, but not a lost connection', () => {
    const calls = new Calls();
    calls.ask(8);
    calls.fail(0, { kind: 'unreachable' });
    expect(calls.sent.length).toBe(2);
    calls.fail(1, { kind: 'timedOut' });
    expect(calls.sent.length).toBe(3);
    calls.fail(2, { kind: 'forbidden' });
    expect(calls.sent.length).toBe(3 + MOST_AT_ONCE);
  });

  it('keeps the place of a call that was cancelled until it is answered', () => {
    const calls = new Calls();
    const cancels = calls.ask(10);
    calls.answer(0);
    const before = calls.sent.length;
    cancels.slice(1, before).forEach((cancel) => {
      cancel();
    });
    expect(calls.sent.length).toBe(before);
    calls.answer(1);
    expect(calls.sent.length).toBe(before + 1);
    expect(calls.answers).toBe(1);
  });

  it('learns from a refusal that nobody waited for', () => {
    const calls = new Calls();
    const [cancel] = calls.ask(2);
    cancel?.();
    calls.fail(0, { kind: 'keyRefused' });
    expect(calls.sent.length).toBe(1);
    expect(calls.problems).toEqual(['keyRefused']);
  });

  it('never sends a call that was cancelled while it waited', () => {
    const calls = new Calls();
    const cancels = calls.ask(3);
    cancels[1]?.();
    calls.answer(0);
    expect(calls.sent.length).toBe(2);
  });
});
