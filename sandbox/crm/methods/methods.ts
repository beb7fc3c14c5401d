import type { Method } from './call.ts';
import { describe, describeAll } from './describe.ts';
import { getLabels, getLangs } from './labels.ts';
import { listTypes } from './listtypes.ts';
import { getMenuList } from './menu.ts';
import { query } from './query.ts';
import { create, remove, retrieve, revise, update } from './records.ts';
import { relate } from './relate.ts';

/** The REST methods of a signed-in user, by their names in the address. */
export const methods: ReadonlyMap<string, Method> = new Map([
  ['listtypes', listTypes],
  ['describe', describe],
  ['describeall', describeAll],
  ['getmenulist', getMenuList],
  ['getlabels', getLabels],
  ['getlangs', getLangs],
  ['query', query],
  ['retrieve', retrieve],
  ['create', create],
  ['revise', revise],
  ['update', update],
  ['relate', relate],
  ['delete', remove],
]);
