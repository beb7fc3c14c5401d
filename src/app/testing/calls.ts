import { Observable, Subject } from 'rxjs';

/** One call of a fake port: answers only when the test says so. */
export class Call<Args extends readonly unknown[], Answer> {
  private readonly answers = new Subject<Answer>();
  /** Whether whoever asked has gone before the end. */
  cancelled = false;
  constructor(readonly args: Args) {}

  /** Gives one answer and leaves the call open. */
  next(answer: Answer): void {
    this.answers.next(answer);
  }
  complete(): void {
    this.answers.complete();
  }
  /** Gives the one answer there is. */
  answer(answer: Answer): void {
    this.next(answer);
    this.complete();
  }
  fail(error: unknown): void {
    this.answers.error(error);
  }

  listen(): Observable<Answer> {
    return new Observable((subscriber) => {
      let over = false;
      const subscription = this.answers.subscribe({
        next: (value) => {
          subscriber.next(value);
        },
        error: (error: unknown) => {
          over = true;
          subscriber.error(error);
        },
        complete: () => {
          over = true;
          subscriber.complete();
        },
      });
      return () => {
        if (!over) this.cancelled = true;
        subscription.unsubscribe();
      };
    });
  }
}

/** The calls of one method of a fake, in order; each counts from its subscription. */
export class Calls<Args extends readonly unknown[], Answer> {
  readonly all: Call<Args, Answer>[] = [];

  get last(): Call<Args, Answer> {
    const call = this.all.at(-1);
    if (!call) throw new Error('This method was not called.');
    return call;
  }

  /** The only call there was. */
  get only(): Call<Args, Answer> {
    if (this.all.length !== 1)
      throw new Error(`Called ${String(this.all.length)} times, not once.`);
    return this.last;
  }

  readonly ask = (...args: Args): Observable<Answer> =>
    new Observable((subscriber) => {
      const call = new Call<Args, Answer>(args);
      this.all.push(call);
      return call.listen().subscribe(subscriber);
    });
}

/** The calls of a method: `readonly findCalls: CallsOf<Port['find']> = new Calls()`. */
export type CallsOf<Method> = Method extends (...args: infer Args) => Observable<infer Answer>
  ? Calls<Args, Answer>
  : never;
