import { Dice, times } from './dice.ts';
import { knownCompany } from './kinds/known-company.ts';
import { linkedConversation } from './kinds/linked-conversation.ts';
import { nothingFits } from './kinds/nothing-fits.ts';
import { oneAddress } from './kinds/one-address.ts';
import { recordNumber } from './kinds/record-number.ts';
import { sentToSeveral } from './kinds/sent-to-several.ts';
import { twoRecords } from './kinds/two-records.ts';
import { type LabelledMail, Post } from './post.ts';
import type { EarlierMail, PlannedRecord } from './records.ts';
import { type World, buildWorld } from './world.ts';

/** A CRM, what was linked in it before, and a mailbox whose mails each have a right answer. */
export interface Benchmark {
  readonly records: readonly PlannedRecord[];
  readonly earlier: readonly EarlierMail[];
  readonly mails: readonly LabelledMail[];
}

/**
 * Makes all from a seed: the same seed makes the same. Knows nothing of how the pane ranks; people
 * who write a mail of one kind have no part in another.
 */
export function generate(seed: number): Benchmark {
  const dice = new Dice(seed);
  const world = buildWorld(dice);
  const post = new Post(dice);
  oneAddress(world, post);
  twoRecords(world, post);
  knownCompany(world, post);
  linkedConversation(world, post);
  recordNumber(world, post);
  sentToSeveral(world, post);
  nothingFits(world, post);
  linkOthers(world, post);
  const { records } = world.register;
  return { records, earlier: dice.shuffled(post.earlier), mails: post.mails };
}

/** What a mailbox of a CRM holds besides: mails of others, linked to them or fetched by the CRM. */
function linkOthers({ contacts }: World, post: Post): void {
  times(12, (index) => {
    const { key, address } = contacts.draw();
    post.link({ from: address, record: key, ...(index % 3 === 0 && { mailer: 'Mutt/2.2.12' }) });
  });
}
