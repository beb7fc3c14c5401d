import { aMail } from '../testing/samples';
import { companyDomains, subjectNumbers } from './mail-signals';
import { otherSide } from './other-side';

const person = (address: string) => ({ name: '', address });

describe('companyDomains', () => {
  it('names each domain once, in its best role, but for those that say nothing', () => {
    const mail = aMail({
      cc: [person('x@gmail.com'), person('y@rossi-impianti.example'), person('z@third.example')],
    });
    expect(
      companyDomains(
        otherSide(mail, { addresses: [], domains: [] }).people,
        (domain) => domain === 'gmail.com',
      ),
    ).toEqual([
      { role: 'from', domain: 'rossi-impianti.example' },
      { role: 'cc', domain: 'third.example' },
    ]);
  });
});

it('leaves out what only passes on the mails of others', () => {
  const people = [{ role: 'from' as const, position: 0, name: '', address: 'a@x.example' }];
  expect(
    companyDomains(
      people.map((one) => ({ ...one, isMessenger: true })),
      () => false,
    ),
  ).toEqual([]);
});

describe('subjectNumbers', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['Re: [TT12] pump', ['TT12']],
    ['Ticket TT12: leak', ['TT12']],
    ['POT-7 – offer', ['POT-7']],
    ['Your request #1234', ['#1234']],
    ['# 12 and #13', ['#12', '#13']],
    ['Offer 2026', []],
    ['v1.2.3-beta4', ['v1']],
    ['A1B2C3', []],
    ['order ABC-12-34', []],
    ['TT12 TT12', ['TT12']],
    ['', []],
    ['tt12/POT7', ['tt12', 'POT7']],
  ];
  for (const [subject, numbers] of cases) {
    it(`finds ${numbers.join(', ') || 'none'} in “${subject}”`, () => {
      expect(subjectNumbers(subject)).toEqual(numbers);
    });
  }

  it('stops at a handful', () => {
    expect(subjectNumbers('A1 A2 A3 A4 A5 A6 A7 A8').length).toBe(6);
  });
});
