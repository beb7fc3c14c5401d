import type { Mutant } from '../mutants.ts';

/** Which records are suggested, and in which order. */
export const ranking: readonly Mutant[] = [
  {
    id: 'domain-adds-to-address',
    breaks: 'A company with a general address stands above the person who wrote.',
    file: 'domain/ranking.ts',
    find: "one.kind === 'domain' ? 'address' : one.kind",
    becomes: 'one.kind',
    specs: ['domain/ranking.spec.ts'],
  },
  {
    id: 'ticket-counts-as-person',
    breaks: 'Tickets that bear an address crowd out the person whose address it is.',
    file: 'domain/ranking.ts',
    find: 'isParty(module) ? weigh(one) : weighAbout(one)',
    becomes: 'weigh(one)',
    specs: ['domain/ranking.spec.ts'],
  },
  {
    id: 'colleagues-suggested',
    breaks: 'Colleagues in copy are suggested beside the customer.',
    file: 'domain/other-side.ts',
    find: 'outside.length > 0 ? outside : others',
    becomes: 'others',
    specs: ['domain/other-side.spec.ts'],
  },
  {
    id: 'form-hides-the-writer',
    breaks: 'The address of a web form counts as much as that of who filled it in.',
    file: 'domain/other-side.ts',
    find: 'people.length > 0 ? { ...one, isMessenger: true } : one',
    becomes: 'one',
    specs: ['domain/other-side.spec.ts'],
  },
  {
    id: 'name-held-like-begun',
    breaks: 'In a search, names that begin with the word stand among those that only hold it.',
    file: 'domain/search-words.ts',
    find: 'fold(name).startsWith(word)',
    becomes: 'fold(name).includes(word)',
    specs: ['adapters/vtenext/records/record-search.spec.ts'],
  },
  {
    id: 'favoured-asked-twice',
    breaks: 'The module that is asked first is asked for the same addresses once more.',
    file: 'adapters/vtenext/records/record-suggestions.ts',
    find: 'module === favoured ? people.map(({ address }) => address) : []',
    becomes: '[]',
    specs: ['adapters/vtenext/records/record-suggestions.spec.ts'],
  },
  {
    id: 'company-not-followed',
    breaks: 'The company of the person who wrote is not suggested.',
    file: 'adapters/vtenext/records/related-question.ts',
    find: 'module in STATUS_FIELDS || (module === COMPANIES && companies.size > 0)',
    becomes: 'module in STATUS_FIELDS',
    specs: ['adapters/vtenext/records/record-suggestions.spec.ts'],
  },
];
