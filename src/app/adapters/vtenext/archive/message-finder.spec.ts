import type { RecordAnswer } from '../../../../contract/rest';
import type { LookHints, MessageLook } from '../../../domain/archive';
import type { MailIdentity } from '../../../domain/mail-identity';
import { anAttempt, anIdentity } from '../../../testing/samples';
import { writeMark } from './mark-writing';
import { type MessageMark } from './message-mark';
import { type OpenCrm, ended, openCrm, outcome } from '../../../testing/harness/open-crm';

const other = 'ababababababababababab00';
const mark = (named: Partial<MessageMark> = {}): string =>
  writeMark({
    attempt: other,
    digest: anIdentity().digest,
    sentAt: Date.parse(anIdentity().sentAt) / 1000,
    visibility: 'Public',
    recordIds: ['4x50'],
    andOthers: false,
    ...named,
  });

/** A row of the mail itself, as a server in Rome answers it; nothing in it is this pane's. */
const aRow = (named: Partial<RecordAnswer> = {}): RecordAnswer => ({
  id: '44x100',
  messageid: anIdentity().messageId,
  subject: anIdentity().subject,
  mfrom: 'Luca.Bianchi@acme.example.com',
  mdate: '2026-11-20 10:15:00',
  mtype: 'Link',
  assigned_user_id: '19x4',
  createdtime: '2026-11-21 08:00:00',
  xmailer: '',
  ...named,
});

describe('the look for a stored mail', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  async function look(
    rows: readonly RecordAnswer[],
    mail: MailIdentity = anIdentity(),
    hints: LookHints = { attempt: anAttempt },
  ): Promise<MessageLook | undefined> {
    const found = outcome(open.crm.archive.findMessage(mail, hints));
    await open.answerData('query', rows);
    return (await ended(found)).given[0];
  }
  const verdict = ({ message, idIsTaken, undecided }: MessageLook): string =>
    message ? 'same' : undecided.length > 0 ? 'undecided' : idIsTaken ? 'other' : 'nothing';
  async function judged(row: Partial<RecordAnswer>, mail?: MailIdentity): Promise<string> {
    const found = await look([aRow(row)], mail);
    return found ? verdict(found) : 'no answer';
  }

  it('takes its own copy first, then the oldest that bears a mark, then the oldest', async () => {
    const rows = [
      aRow({ id: '44x9' }),
      aRow({ id: '44x120', xmailer: mark() }),
      aRow({ id: '44x130', xmailer: mark() }),
      aRow({ id: '44x140', xmailer: mark({ attempt: anAttempt }) }),
    ];
    expect((await look(rows))?.message).toEqual(
      jasmine.objectContaining({
        id: '44x140',
        isOwn: true,
        noted: ['4x50'],
        visibility: 'Public',
      }),
    );
    expect((await look(rows.slice(0, 3)))?.message?.id).toBe('44x120');
    const [plain] = rows;
    expect((await look(plain ? [plain] : []))?.message).toEqual({
      id: '44x9',
      owner: '19x4',
      noted: [],
      storedAt: '2026-11-21 08:00:00',
    });
  });

  it('believes a mark: the same mail whatever else stands there, another whatever agrees', async () => {
    expect(await judged({ xmailer: mark(), subject: 'changed by hand', mdate: '' })).toBe('same');
    expect(await judged({ xmailer: mark({ digest: other }) })).toBe('other');
    expect(await judged({ xmailer: mark({ sentAt: 1 }) })).toBe('other');
  });

  it('compares no time that one side knows only as the arrival', async () => {
    const { sentAt: _unknown, ...arrived } = { ...anIdentity(), sentAtIsExact: false };
    const onPhone = { ...arrived, sentAt: '2026-11-20T09:17:31.000Z' };
    expect(await judged({ xmailer: mark() }, onPhone)).toBe('same');
    expect(await judged({ xmailer: mark().replace(/ t=\d+/, '') })).toBe('same');
  });

  it('takes no mark from a mail that the CRM fetched itself: anybody may send one', async () => {
    const forged = { mtype: 'Webmail', xmailer: mark({ attempt: anAttempt }) };
    expect(await judged({ ...forged, subject: 'Something else' })).toBe('other');
    const found = await look([aRow(forged)]);
    expect(found?.message?.isOwn).toBeUndefined();
    expect(found?.message?.noted).toEqual([]);
  });

  for (const [what, row, expected] of [
    ['every sign agrees', {}, 'same'],
    ['the server is in another zone', { mdate: '2026-11-20 18:45:00' }, 'same'],
    ['the server is a day ahead', { mdate: '2026-11-20 23:15:00' }, 'same'],
    ['the subject is another', { subject: 'Offer 43' }, 'other'],
    ['the sender is another', { mfrom: 'else@acme.example.com' }, 'other'],
    ['it was sent on another day', { mdate: '2026-11-23 10:15:00' }, 'other'],
    ['it was sent some minutes later', { mdate: '2026-11-20 10:22:10' }, 'other'],
    ['the time cannot be read', { mdate: '0000-00-00 00:00:00' }, 'undecided'],
    ['nothing but the time is there', { subject: '', mfrom: '' }, 'undecided'],
    ['there is no sender', { mfrom: '' }, 'same'],
  ] as const) {
    it(`without a mark is ${expected} when ${what}`, async () => {
      expect(await judged(row)).toBe(expected);
    });
  }

  it('knows a subject and a sender that the CRM cut, and entities', async () => {
    const subject = 'Über '.repeat(80);
    const mail = anIdentity({ subject });
    expect(await judged({ subject: subject.slice(0, 255) }, mail)).toBe('same');
    expect(
      await judged({ subject: 'A &lt;b&gt; &amp; c' }, anIdentity({ subject: 'A <b> & c' })),
    ).toBe('same');
    const long = `${'f'.repeat(300)}@acme.example.com`;
    expect(await judged({ mfrom: long.slice(0, 255) }, anIdentity({ sender: long }))).toBe('same');
    expect(await judged({ subject: 'Ü' }, mail)).toBe('other');
  });

  it('asks nobody of times that only the arrival tells', async () => {
    const onPhone = anIdentity({ sentAtIsExact: false, sentAt: '2026-11-20T09:15:00.000Z' });
    expect(await judged({}, onPhone)).toBe('undecided');
    expect(await judged({ mdate: '2026-11-25 10:15:00' }, onPhone)).toBe('other');
  });

  it('shows both mails to a person, and believes what was said', async () => {
    const row = aRow({
      mdate: '0000-00-00 00:00:00',
      subject: 'Hello from Outlook: offer 42 &amp;',
    });
    expect((await look([row]))?.undecided).toEqual([
      {
        id: '44x100',
        subject: 'Hello from Outlook: offer 42 &',
        sender: 'Luca.Bianchi@acme.example.com',
        sentAt: '0000-00-00 00:00:00',
      },
    ]);
    const yes = await look([row], undefined, { judged: { '44x100': true } });
    expect(yes && verdict(yes)).toBe('same');
    const no = await look([row], undefined, { judged: { '44x100': false } });
    expect(no && verdict(no)).toBe('other');
  });

  it('says that an id is taken by another mail, never by one under a derived id', async () => {
    const [derivedId] = anIdentity().derivedIds;
    const stranger = { xmailer: mark({ digest: other }) };
    expect((await look([aRow(stranger)]))?.idIsTaken).toBeTrue();
    expect((await look([aRow({ ...stranger, messageid: derivedId })]))?.idIsTaken).toBeFalse();
    const both = await look([
      aRow(stranger),
      aRow({ id: '44x101', messageid: derivedId, xmailer: mark() }),
    ]);
    expect(both?.message).toEqual(jasmine.objectContaining({ id: '44x101', idIsDerived: true }));
    expect(both?.idIsTaken).toBeTrue();
  });

  it('asks for an id as the CRM keeps it, and never for one that spoils the query', async () => {
    for (const [messageId, asked] of [
      [`<${'a1b2c3'.repeat(50)}@x>`, `'<${'a1b2c3'.repeat(43).slice(0, 254)}','`],
      ['<😀20261120.4711@x>', `'<????20261120.4711@x>','`],
      ['<no-reply@x>', `(`],
      ['<20261120.4711 where b@x>', `(`],
    ] as const) {
      const found = outcome(open.crm.archive.findMessage(anIdentity({ messageId })));
      const { query } = await open.answerData('query', []);
      expect(query).toContain(`messageid IN (${asked.replace(/^\(/, '')}`);
      expect(query).not.toMatch(/where\s.*where\s/i);
      expect((await ended(found)).given.length).toBe(1);
    }
  });
});
