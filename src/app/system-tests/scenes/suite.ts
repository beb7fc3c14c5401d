import { type Allowance, type Shown, judge } from './oracle';
import { World } from './world';

/** A story with its end: which mails show where when it is over, and nothing else. */
export interface Scene {
  readonly name: string;
  readonly play: (world: World) => Promise<readonly Shown[]>;
  readonly allowed?: Allowance;
}

export interface Score {
  played: number;
  right: number;
  foreignDeletions: number;
}

/** Plays each scene against a CRM of its own, and counts those that end as they must. */
export function playAll(scenes: readonly Scene[], score: Score): void {
  for (const { name, play, allowed } of scenes) {
    it(
      name,
      async () => {
        score.played += 1;
        const world = await World.begin();
        let wrong: readonly string[];
        try {
          const shown = await play(world);
          const verdict = await judge(world, shown, allowed);
          score.foreignDeletions += verdict.foreignDeletions.length;
          ({ wrong } = verdict);
        } catch (error) {
          wrong = [String(error), ...world.complaints];
        } finally {
          world.end();
        }
        if (wrong.length === 0) score.right += 1;
        expect(wrong).withContext(name).toEqual([]);
      },
      60_000,
    );
  }
}
