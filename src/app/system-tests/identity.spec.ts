import { fieldScenes } from './scenes/field.scenes';
import { sameIdScenes } from './scenes/same-id.scenes';
import { type Score, playAll } from './scenes/suite';
import { unmarkedScenes } from './scenes/unmarked.scenes';
import { sandbox } from './scenes/sandbox-crm';

/**
 * Which mail is this: scenes over HTTP against the sandbox's CRM, each judged by the database
 * alone. A Message-ID proves nothing; two mails stay two, and one mail stays one.
 */
describe('the identity of a mail', () => {
  const score: Score = { played: 0, right: 0, foreignDeletions: 0 };

  playAll([...sameIdScenes, ...fieldScenes, ...unmarkedScenes], score);

  afterAll(async () => {
    await sandbox('reset', {});
    console.log(`identity ${String(score.right)} of ${String(score.played)}`);
  });
});
