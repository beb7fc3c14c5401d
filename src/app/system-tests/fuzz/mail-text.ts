import * as fc from 'fast-check';
import { anyText } from './fuzzing';

/** A block of headers: proper lines, and lines that break every rule. */
export const anyHeaders = fc
  .array(
    fc.oneof(
      fc
        .tuple(
          fc.constantFrom(
            'From',
            'To',
            'Cc',
            'Bcc',
            'Reply-To',
            'Date',
            'Message-ID',
            'References',
            'In-Reply-To',
            'Subject',
            'Content-Type',
            'MIME-Version',
            'Content-Transfer-Encoding',
          ),
          anyText,
        )
        .map(([name, text]) => `${name}: ${text}`),
      anyText,
      fc.constantFrom(
        'From: "a" <<b@c>>, ;:x:;',
        'To: g: a@b, c@d;',
        'Date: Fri, 99 Foo 2026',
        'From: =?iso-2022-jp?B?!!!?= <a@b>',
        'To: undisclosed-recipients:;',
        'Content-Type: multipart/mixed; boundary=""',
        `Subject: ${'=?utf-8?q?a?= '.repeat(500)}`,
      ),
    ),
    { maxLength: 6 },
  )
  .map((lines) => lines.join('\r\n'));

/** A body: pieces of HTML that close nothing, and tricks with pages. */
export const anyBody = fc.oneof(
  anyText,
  fc
    .array(
      fc.oneof(
        anyText,
        fc.constantFrom(
          '<p>',
          '</div>',
          '<table><tr><td>',
          '<style>p{color:red}',
          '</style>',
          '<style><!-- @import url(x); a{b:url(javascript:c)} --></style>',
          '<img src="cid:x@y">',
          '<svg><script>alert(1)</script></svg>',
          '<base href="//evil.example">',
          '<!--',
          '-->',
          '<meta http-equiv=refresh content="0;url=//evil.example">',
          '<form action=x>',
          '<template>',
          '<math><mtext><table><mglyph><style>',
          '<plaintext>',
          '<body onload=alert(1)>',
          '<frameset>',
          '&amp;lt;',
          '&#xD800;',
          '&#0;',
          '<img src="cid:%zz">',
          '<a href="java\nscript:alert(1)">x',
        ),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);
