import { TestCrm } from '../../sandbox/crm/testing/fixtures.ts';
import { parseEml } from '../../sandbox/outlook/eml.ts';
import { type Benchmark, generate } from './generator.ts';
import { type Kind, type LabelledMail, kinds, shares } from './post.ts';
import { seeding } from './seeding.ts';

const emailFields = [
  'email',
  'email1',
  'email2',
  'email_from',
  'installation_email',
  'installer_email',
];

describe('The benchmark mailbox', () => {
  let benchmark: Benchmark;

  beforeAll(() => {
    benchmark = generate(1);
  });

  const ofKind = (kind: Kind): readonly LabelledMail[] =>
    benchmark.mails.filter((mail) => mail.kind === kind);

  /** Keys of the records with this address, in any field. */
  const holdersOf = (address: string): readonly string[] =>
    benchmark.records
      .filter(({ values }) =>
        emailFields.some(
          (field) => String(values[field] ?? '').toLowerCase() === address.toLowerCase(),
        ),
      )
      .map(({ key }) => key);

  it('is the same for the same seed, and another for another', () => {
    expect(generate(1)).toEqual(benchmark);
    expect(generate(2)).not.toEqual(benchmark);
  });

  it('can be made from many a seed', () => {
    for (let seed = 100; seed < 200; seed += 1) {
      const { mails } = generate(seed);
      expect(mails.length)
        .withContext(`seed ${String(seed)}`)
        .toBe(benchmark.mails.length);
    }
  });

  it('has at least 150 mails in the mixture that was promised', () => {
    const total = benchmark.mails.length;
    expect(total).toBeGreaterThanOrEqual(150);
    for (const kind of kinds) {
      expect((100 * ofKind(kind).length) / total)
        .withContext(kind)
        .toBe(shares[kind]);
    }
  });

  it('expects only records that are there, and nothing only where nothing fits', () => {
    const keys = new Set(benchmark.records.map(({ key }) => key));
    for (const { id, kind, expected } of benchmark.mails) {
      const isRight = kind === 'nothing fits' ? expected === null : keys.has(expected ?? '');
      expect(isRight).withContext(id).toBeTrue();
    }
    expect(keys.size).toBe(benchmark.records.length);
  });

  it('has every id and Message-ID once', async () => {
    const parsed = await Promise.all(benchmark.mails.map(({ eml }) => parseEml(eml)));
    const messageIds = [
      ...parsed.map(({ messageId }) => messageId),
      ...benchmark.earlier.map(({ messageId }) => messageId),
    ];
    expect(new Set(messageIds).size).toBe(messageIds.length);
    expect(new Set(benchmark.mails.map(({ id }) => id)).size).toBe(benchmark.mails.length);
  });

  it('gives one address to exactly one record', () => {
    for (const { id, from, eml, expected } of ofKind('one address')) {
      const [replyTo] = /^Reply-To: .*<(.*)>/m.exec(eml)?.slice(1) ?? [];
      const holders = holdersOf(from).length > 0 ? holdersOf(from) : holdersOf(replyTo ?? '');
      expect(holders)
        .withContext(id)
        .toEqual([expected ?? '']);
    }
  });

  it('gives an address on two records to two, a third of them told apart by earlier mails', () => {
    const mails = ofKind('address on two records');
    for (const { id, from, expected } of mails) {
      const holders = holdersOf(from);
      expect(holders.length).withContext(id).toBe(2);
      expect(holders)
        .withContext(id)
        .toContain(expected ?? '');
    }
    const told = mails.filter(({ from, expected }) => {
      const linked = benchmark.earlier.filter((mail) => mail.from === from);
      return linked.length > 0 && linked.every(({ linkedTo: [key] }) => key === expected);
    });
    expect(told.length).toBe(mails.length / 3);
  });

  it('knows the domain, and not the address, of a known company', () => {
    for (const { id, from, expected } of ofKind('known company')) {
      expect(holdersOf(from)).withContext(id).toEqual([]);
      const domain = from.split('@')[1]?.toLowerCase() ?? '';
      const owners = benchmark.records.filter(({ module, values }) => {
        if (module !== 'Accounts' && module !== 'Vendors') return false;
        const { website = '', email = '', email1 = '', email2 = '' } = values;
        const host = new RegExp(`^(https?://)?(www\\.)?${domain}($|/)`, 'i').test(String(website));
        return host || [email, email1, email2].some((one) => String(one).endsWith(`@${domain}`));
      });
      expect(owners.map(({ key }) => key))
        .withContext(id)
        .toEqual([expected ?? '']);
    }
  });

  it('has a mail that was linked to the record above each answer', async () => {
    for (const { id, eml, expected } of ofKind('linked conversation')) {
      const { inReplyTo = '' } = await parseEml(eml);
      const [, references = ''] = /^References: ((?:.+\r\n )*.+)/m.exec(eml) ?? [];
      const linked = benchmark.earlier.filter(({ messageId }) =>
        `${inReplyTo} ${references}`.includes(messageId),
      );
      expect(linked.map(({ linkedTo }) => linkedTo))
        .withContext(id)
        .toEqual([[expected ?? '']]);
    }
  });

  it('knows the first recipient under To that is no colleague and has a record', () => {
    for (const { id, to, expected } of ofKind('sent to several')) {
      const holders = to
        .filter((address) => !address.endsWith('@vendor.example'))
        .flatMap(holdersOf);
      expect(holders[0])
        .withContext(id)
        .toBe(expected ?? '');
    }
  });

  it('has nothing for whom nothing fits', () => {
    for (const { id, from } of ofKind('nothing fits')) {
      expect(holdersOf(from)).withContext(id).toEqual([]);
    }
  });

  it('fills a CRM whose ids and numbers are those that the mails expect', async () => {
    const { seed, ids } = seeding(benchmark.records, benchmark.earlier);
    const test = await TestCrm.start({ seed });
    try {
      for (const { id, subject, expected } of ofKind('record number')) {
        const parameters = { id: ids.get(expected ?? '') ?? '' };
        const record = await test.data<Record<string, string>>('retrieve', parameters, 'admin');
        const number = record['ticket_no'] ?? record['potential_no'] ?? '';
        const figures = number.replace(/\D/g, '');
        expect(subject)
          .withContext(id)
          .toMatch(new RegExp(`(${number}|#${figures})\\b`));
      }
      const notes = await test.query('SELECT xmailer FROM Messages LIMIT 1000;', 'admin');
      expect(notes.length).toBe(benchmark.earlier.length);
      const note = /^(mail-connector\/1( \d+x\d+)+|Mutt\/2\.2\.12)$/;
      expect(notes.every(({ xmailer }) => note.test(xmailer ?? ''))).toBeTrue();
    } finally {
      await test.stop();
    }
  });
});
