import { notesScenes } from './scenes/notes.scenes';
import { othersWorkScenes } from './scenes/others-work.scenes';
import { replayScenes } from './scenes/replay.scenes';
import { sandbox } from './scenes/sandbox-crm';
import { type Score, playAll } from './scenes/suite';
import { twoDeviceScenes } from './scenes/two-devices.scenes';

/**
 * Whose is it: scenes over HTTP against the sandbox's CRM, each judged by the database alone.
 * Nobody's file is taken for another's, and nothing is deleted but by the attempt that made it.
 */
describe('the ownership of messages and documents', () => {
  const score: Score = { played: 0, right: 0, foreignDeletions: 0 };

  playAll([...twoDeviceScenes, ...othersWorkScenes, ...replayScenes, ...notesScenes], score);

  afterAll(async () => {
    await sandbox('reset', {});
    const { right, played, foreignDeletions } = score;
    const deletions = `${String(foreignDeletions)} foreign deletions`;
    console.log(`ownership ${String(right)} of ${String(played)}, ${deletions}`);
  });
});
