import { type Condition, writeVtql } from './vtql';

const where = (...conditions: Condition[]): string | undefined =>
  writeVtql({ select: ['lastname'], from: 'Contacts', where: [conditions], limit: 11 })?.replace(
    /^SELECT lastname FROM Contacts WHERE (.*) LIMIT 11;$/,
    '$1',
  );

describe('writeVtql', () => {
  it('writes fields, alternatives, order and limit as the recorded queries do', () => {
    expect(
      writeVtql({
        select: ['lastname', 'email'],
        from: 'Contacts',
        where: [
          [{ field: 'email', is: 'a@b.example' }],
          [
            { field: 'lastname', contains: 'rossi' },
            { field: 'id', isOneOf: ['4x1', '4x2'] },
          ],
        ],
        orderBy: 'createdtime',
        descending: true,
        limit: 10,
      }) as string,
    ).toBe(
      "SELECT lastname,email FROM Contacts WHERE email='a@b.example' OR lastname LIKE '%rossi%' " +
        "AND id IN ('4x1','4x2') ORDER BY createdtime DESC LIMIT 10;",
    );
  });

  it('writes several fields to sort by, and where a page begins', () => {
    expect(
      writeVtql({
        select: ['lastname'],
        from: 'Contacts',
        where: [[{ field: 'lastname', contains: 'rossi' }]],
        orderBy: ['lastname', 'contact_no'],
        limit: 11,
        offset: 20,
      }) as string,
    ).toBe(
      "SELECT lastname FROM Contacts WHERE lastname LIKE '%rossi%' ORDER BY lastname,contact_no " +
        'LIMIT 20,11;',
    );
  });

  it('keeps a value inside its quotes when it tries to leave them', () => {
    expect(where({ field: 'email', is: "x' OR email LIKE '%" })).toBe(
      "email='x'' OR email LIKE ''%'",
    );
    expect(where({ field: 'email', is: "x\\' OR 1=1; --" })).toBe("email='x\\\\'' OR 1=1; --'");
    expect(where({ field: 'lastname', contains: "O'Neil" })).toBe("lastname LIKE '%O''Neil%'");
  });

  it('searches for % and _ and \\ themselves', () => {
    expect(where({ field: 'lastname', contains: '50%_a\\b' })).toBe(
      "lastname LIKE '%50\\\\%\\\\_a\\\\\\\\b%'",
    );
  });

  it('leaves out what the CRM cannot hold: control characters and those above U+FFFF', () => {
    expect(where({ field: 'lastname', contains: 'Ros\u0000si\n🎉' })).toBe(
      "lastname LIKE '%Rossi%'",
    );
  });

  it('asks nothing when a value is empty once it is cleaned, or too long', () => {
    expect(where({ field: 'email', is: '' })).toBeUndefined();
    expect(where({ field: 'email', contains: '🎉' })).toBeUndefined();
    expect(where({ field: 'email', isOneOf: ['', '\u0007'] })).toBeUndefined();
    expect(where({ field: 'email', is: 'x'.repeat(1_001) })).toBeUndefined();
    for (const where of [[], [[]]]) {
      expect(writeVtql({ select: ['id'], from: 'Contacts', where, limit: 1 })).toBeUndefined();
    }
  });

  it('drops the empty ones of several values', () => {
    expect(where({ field: 'email', isOneOf: ['', 'a@b.example'] })).toBe(
      "email IN ('a@b.example')",
    );
  });

  it('refuses names that are no single word', () => {
    expect(() => where({ field: 'email; DROP', is: 'x' })).toThrowError(/one word/);
  });
});
