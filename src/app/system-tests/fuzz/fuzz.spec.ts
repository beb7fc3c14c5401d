import { installClock } from '../../testing/harness/fake-clock';
import { fuzzConfiguration } from './configuration';
import { fuzzCrmAnswers } from './crm-answers';
import { tally } from './fuzzing';
import { fuzzMails } from './mails';
import { fuzzWhatIsShown } from './shown';
import { fuzzStoredData } from './stored-data';

describe('Hostile input', () => {
  /** Errors that nobody caught: a rejection, or a throw in a timer. */
  const stray: string[] = [];
  const note = (event: ErrorEvent | PromiseRejectionEvent): void => {
    stray.push(String('reason' in event ? event.reason : event.message));
  };

  beforeAll(() => {
    window.addEventListener('error', note);
    window.addEventListener('unhandledrejection', note);
  });
  afterEach(() => {
    expect(stray).toEqual([]);
    tally.uncaught += stray.splice(0).length;
  });
  afterAll(() => {
    window.removeEventListener('error', note);
    window.removeEventListener('unhandledrejection', note);
    console.log(`fuzzed ${String(tally.cases)} cases, ${String(tally.uncaught)} uncaught`);
  });

  describe('from mails and the CRM', () => {
    // Waiting takes no time.
    let clock: ReturnType<typeof installClock>;
    beforeEach(() => {
      clock = installClock();
      clock.setTickMode({ mode: 'nextAsync' });
    });
    afterEach(() => {
      clock.uninstall();
    });
    fuzzMails();
    fuzzCrmAnswers();
  });

  describe('beside the pane', fuzzConfiguration);
  describe('on the device', fuzzStoredData);
  describe('on the screen', fuzzWhatIsShown);
});
