import { aMail } from '../testing/samples';
import { companyDomains, correspondents, subjectNumbers } from './clues';

const noThread = { ancestors: [], replyTo: [] };
const person = (address: string, name = '') => ({ name, address });
const told = (mail = aMail(), thread = noThread as Parameters<typeof correspondents>[1], own: string[] = []) =>
  correspondents(mail, thread, own).map(({ role, position, address }) => `${role} ${String(position)} ${address}`);

describe('correspondents', () => {
  const to = [person('me@vendor.example'), person('Bob@Other.example'), person('colleague@vendor.example')];
  const received = aMail({ to, cc: [person('eve@third.example')], own: ['me@vendor.example'] });

  it('names the sender first, then who else got it, never the user', () => {
    expect(told(received)).toEqual([
      'from 0 anna.rossi@rossi-impianti.example',
      'to 1 bob@other.example',
      'to 2 colleague@vendor.example',
      'cc 0 eve@third.example',
    ]);
  });

  it('leaves colleagues out where there is anybody else', () => {
    expect(told(received, noThread, ['vendor.example'])).not.toContain('to 2 colleague@vendor.example');
  });

  it('names colleagues where there is nobody else', () => {
    const from = person('boss@vendor.example');
    const mail = aMail({ from, sender: from, own: ['me@vendor.example'], to: [person('me@vendor.example')] });
    expect(told(mail, noThread, ['vendor.example'])).toEqual(['from 0 boss@vendor.example']);
  });

  it('names only the recipients of mail that the user sent, through whatever address', () => {
    const shared = person('sales@vendor.example');
    const mail = aMail({ from: shared, sender: person('me@vendor.example'), sentByUser: true, to, own: ['me@vendor.example', 'Sales@vendor.example'] });
    expect(told(mail, { ...noThread, replyTo: [shared] })).toEqual([
      'to 1 bob@other.example',
      'to 2 colleague@vendor.example',
    ]);
  });

  it('names whom replies go to after the sender, and each address in its best role', () => {
    const replyTo = [person('anna.rossi@rossi-impianti.example'), person('orders@rossi-impianti.example')];
    expect(told(aMail({ cc: [person('orders@rossi-impianti.example')] }), { ...noThread, replyTo })).toEqual([
      'from 0 anna.rossi@rossi-impianti.example',
      'replyTo 1 orders@rossi-impianti.example',
    ]);
  });

  it('leaves out what is no address', () => {
    expect(told(aMail({ cc: [person(''), person('/O=EXCHANGE/CN=X')] })).length).toBe(1);
  });
});

describe('companyDomains', () => {
  it('names each domain once, in its best role, but for those that say nothing', () => {
    const mail = aMail({ cc: [person('x@gmail.com'), person('y@rossi-impianti.example'), person('z@third.example')] });
    expect(companyDomains(correspondents(mail, noThread, []), (domain) => domain === 'gmail.com')).toEqual([
      { role: 'from', domain: 'rossi-impianti.example' },
      { role: 'cc', domain: 'third.example' },
    ]);
  });
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
