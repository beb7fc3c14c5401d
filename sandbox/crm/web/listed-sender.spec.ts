import { listedSender } from './listed-sender.ts';

/** As measured (REST API 14.17). */
const measured: readonly (readonly [string, string])[] = [
  ['Zoë Æbelø <zoe@x.example>', 'Zo bel'],
  ['"Zoë Æbelø" <zoe@x.example>', 'Zo bel'],
  ['', ''],
  ['=?UTF-8?B?Wm/DqyDDhmJlbMO4?= <zoe@x.example>', 'Zoë Æbelø'],
  ['Zo&euml; &AElig;bel&oslash; <zoe@x.example>', 'Zoë Æbelø'],
];

describe('The From column of the CRM’s list', () => {
  for (const [field, shown] of measured) {
    it(`shows ${shown || 'nothing'} for ${field || 'an empty field'}`, () => {
      expect(listedSender(field)).toBe(shown);
    });
  }

  it('joins encoded words, and shows a bare address', () => {
    expect(listedSender('=?UTF-8?B?w6k=?= =?UTF-8?Q?=C3=A8_a?= <a@b>')).toBe('éè a');
    expect(listedSender('luca@x.example')).toBe('luca@x.example');
    expect(listedSender('Luca Bianchi <luca@x.example>')).toBe('Luca Bianchi');
  });
});
