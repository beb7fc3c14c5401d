import { headerFields, messageIdsIn } from './internet-headers';

describe('headerFields', () => {
  const rest = 'From: a@x.example\r\nSubject: One\r\n\ttwo\r\n';
  const fields = [
    ['from', 'a@x.example'],
    ['subject', 'One\ttwo'],
  ] as const;
  const before: Readonly<Record<string, string>> = {
    nothing: '',
    'Exchange’s own first line': 'Microsoft Mail Internet Headers Version 2.0\r\n',
    'the line of a mailbox file': 'From a@x.example Mon Mar  2 12:00:00 2026\n',
    'a line of a mailbox file that was quoted': '>From a@x.example Mon Mar  2 12:00:00 2026\n',
    'blank lines': '\r\n \r\n\r\n',
    'a byte order mark': '\ufeff',
    'all of it':
      '\ufeff\r\nMicrosoft Mail Internet Headers Version 2.0\r\n>From x Mon Mar 2 12:00:00 2026\r\n\r\n',
  };
  for (const [what, lines] of Object.entries(before)) {
    it(`reads what stands behind ${what}`, () => {
      expect(headerFields(lines + rest)).toEqual(fields);
    });
  }

  it('leaves out lines that are none, and all behind an empty one', () => {
    expect(headerFields(`${rest}nothing\r\nTo : b@x.example\r\n\r\nCc: c@x.example`)).toEqual([
      ...fields,
      ['to', 'b@x.example'],
    ]);
  });

  it('takes any kind of line end', () => {
    expect(headerFields(rest.replaceAll('\r\n', '\n'))).toEqual(fields);
    expect(headerFields(rest.replaceAll('\r\n', '\r'))).toEqual(fields);
  });

  it('has none where there is none', () => {
    expect(headerFields('')).toEqual([]);
    expect(headerFields('<p>Sign in</p>')).toEqual([]);
  });
});

describe('messageIdsIn', () => {
  it('gives them bare, however they are folded', () => {
    expect(
      messageIdsIn(
        'Message-ID:\r\n <a@x>\r\nX-Message-ID: <b@x>\r\nmessage-id: c@x\r\nMessage-Id:',
      ),
    ).toEqual(['a@x', 'c@x']);
  });
});
