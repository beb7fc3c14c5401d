import { pdf } from '../../documents.ts';
import { ada, anna, chiara, demo, joerg, orders, support, zoe } from '../../sample.ts';
import { html, plain, type Body } from '../bodies.ts';
import { corpusMail, type CorpusMail } from '../corpus-mail.ts';
import { file, unencodedFile } from '../files.ts';
import { outlookPage, page } from '../html.ts';

/** A body that is already encoded for transfer. */
function encodedAs(transfer: string, type: string, body: string, text: string): Body {
  return {
    part: {
      headers: [`Content-Type: ${type}`, `Content-Transfer-Encoding: ${transfer}`],
      body,
    },
    text,
  };
}

const oddlyBroken = [
  'Gr=C3=',
  '=BC=C3=9Fe=',
  '=20aus=20=',
  'K=C3=B6ln, 1=3D1. =20',
  'Ein Wort wird ge=',
  'trennt.',
].join('\r\n');

const uuencoded = 'begin 644 cat.txt\n#0V%T\n`\nend\n\nThat was a file.';

/** Texts that trip readers. */
export const textMails: readonly CorpusMail[] = [
  corpusMail({
    id: 'soft-breaks-at-odd-places',
    subject: 'Soft breaks',
    from: joerg,
    body: encodedAs(
      'quoted-printable',
      'text/plain; charset=utf-8',
      oddlyBroken,
      'Grüße aus Köln, 1=1.\nEin Wort wird getrennt.',
    ),
  }),
  corpusMail({
    id: 'lower-case-escapes',
    subject: 'Escapes in lower case, and false ones',
    from: joerg,
    body: encodedAs(
      'quoted-printable',
      'text/plain; charset=utf-8',
      'Gr=c3=bc=c3=9fe, 50=% and x=y stay.',
      'Grüße, 50=% and x=y stay.',
    ),
  }),
  corpusMail({
    id: 'base64-in-long-and-short-lines',
    subject: 'Base64 that nobody wrapped',
    from: anna,
    body: encodedAs(
      'base64',
      'text/plain; charset=utf-8',
      Buffer.from(`Perché no? ${'È così. '.repeat(60)}`)
        .toString('base64')
        .replace(/^(.{3})(.{500})(.{1})/, '$1\r\n$2\r\n\r\n$3\r\n'),
      `Perché no? ${'È così. '.repeat(60)}`,
    ),
  }),
  corpusMail({
    id: 'uuencode-in-text',
    subject: 'Like uuencode',
    from: ada,
    body: { part: plain(uuencoded, { transfer: '7bit' }).part, text: 'That was a file.' },
    files: [unencodedFile([], 'cat.txt', 'Cat')],
    assemble: (body) => body,
  }),
  corpusMail({
    id: 'dots-and-froms',
    subject: 'Dots and Froms',
    from: ada,
    body: plain('.\n..\nFrom here on\n>From there\n.hidden\n\nThe end.', { transfer: '7bit' }),
  }),
  corpusMail({
    id: 'tags-in-plain-text',
    subject: 'HTML in plain text',
    from: support,
    body: plain('Write <b>this</b>, not <script>that</script>. 1 < 2 > 0 & "so on".'),
  }),
  corpusMail({
    id: 'entities-in-plain-text',
    subject: 'Entities in plain text',
    from: support,
    body: plain('In HTML a < is written &lt; and an & is written &amp; and a blank &nbsp;.'),
  }),
  corpusMail({
    id: 'entities-in-html',
    subject: 'Entities in HTML',
    from: support,
    body: html(
      page(
        '<p>&Auml;&#8364;&#x20AC;&hearts;&nbsp;&copy; &amp; &lt;tag&gt; ' +
          '&quot;q&quot; &apos;a&apos;</p>',
        'Ä€€♥ © & <tag> "q" \'a\'',
      ),
      { charset: 'us-ascii', transfer: '7bit' },
    ),
  }),
  corpusMail({
    id: 'escaped-entities-in-html',
    subject: 'A lesson in HTML',
    from: support,
    body: html(
      page(
        '<p>Write &amp;lt;b&amp;gt; for &lt;b&gt;, and &amp;amp; for &amp;.</p>',
        'Write &lt;b&gt; for <b>, and &amp; for &.',
      ),
    ),
  }),
  corpusMail({
    id: 'scripts-and-hidden-parts',
    subject: 'What nobody shall see',
    from: support,
    body: html(
      page(
        '<html><head><title>Hidden title</title><script>var hidden = 1;</script>' +
          '<style>p{color:red}</style></head><body onload="alert(1)"><p>To be seen.</p>' +
          '<!-- hidden comment --><script>document.write("hidden")</script>' +
          '<div style="display:none">hidden block</div><p onclick="x()">And this.</p>' +
          '</body></html>',
        'To be seen.\nAnd this.',
      ),
    ),
  }),
  corpusMail({
    id: 'unclosed-html',
    subject: 'HTML that nobody closed',
    from: orders,
    body: html(
      page(
        '<html><body><p>One<p>Two<ul><li>Three<li>Four</ul><b><i>Five</b></i><div>Six',
        'One\nTwo\nThree\nFour\nFive\nSix',
      ),
    ),
  }),
  corpusMail({
    id: 'preformatted',
    subject: 'Preformatted',
    from: support,
    body: html(page('<pre>a   b\n  c &lt;d&gt;\n</pre><code>x = 1;</code>', 'a b\nc <d>\nx = 1;')),
  }),
  corpusMail({
    id: 'no-body',
    subject: 'No body at all',
    from: ada,
    body: encodedAs('7bit', 'text/plain; charset=us-ascii', '', ''),
  }),
  corpusMail({
    id: 'headers-alone',
    subject: 'Not even an empty line',
    from: ada,
    body: encodedAs('7bit', 'text/plain', '', ''),
    damage: (eml) => eml.replace(/(\r\n)+$/, ''),
  }),
  corpusMail({
    id: 'only-a-file',
    subject: 'Scan',
    from: ['Scanner', 'scanner@vendor.example'],
    body: plain(''),
    files: [file('Scan0001.pdf', 'application/pdf', pdf('Scan 1'))],
    assemble: (_, [scan]) => scan ?? { headers: [], body: '' },
  }),
  corpusMail({
    id: 'blank-body',
    subject: 'Blank lines only',
    from: ada,
    body: html(page('<html><body><p>&nbsp;</p><br><br></body></html>', '')),
  }),
  corpusMail({
    id: 'right-to-left-text',
    subject: 'שתי שפות',
    from: ada,
    body: html(
      page(
        '<div dir="rtl">שלום עולם, ההזמנה <span dir="ltr">No. 118</span> מוכנה.</div>' +
          '<div dir="rtl">مرحبا بالعالم ١٢٣</div>',
        'שלום עולם, ההזמנה No. 118 מוכנה.\nمرحبا بالعالم ١٢٣',
      ),
    ),
  }),
  corpusMail({
    id: 'scripts-of-the-world',
    subject: 'ไทย हिन्दी தமிழ் 中文 日本語 한국어',
    from: zoe,
    body: plain('ภาษาไทย, हिन्दी, தமிழ், 中文, 日本語, 한국어, አማርኛ, ქართული, Հայերեն'),
  }),
  corpusMail({
    id: 'combining-characters',
    subject: 'Zalgo e\u0301 vs é',
    from: zoe,
    body: plain('e\u0301 n\u0303 o\u0308 – Z\u0351\u0300a\u0310l\u0321g\u0322o\u0328, é ñ ö'),
  }),
  corpusMail({
    id: 'characters-above-the-plane',
    subject: '𝕄𝕒𝕥𝕙 👨‍👩‍👧‍👦 🇮🇹 𠜎',
    from: zoe,
    body: html(outlookPage(['Family: 👨‍👩‍👧‍👦, flag: 🇮🇹, letters: 𝕄𝕒𝕥𝕙, ideograph: 𠜎.'])),
  }),
  corpusMail({
    id: 'zero-width-characters',
    subject: 'Soft\u00ad hyphens and zero\u200bwidth',
    from: chiara,
    body: plain('Soft\u00adhyphen, zero\u200bwidth, no\u00a0break, word\u2060joiner.'),
  }),
  corpusMail({
    id: 'one-very-long-line',
    subject: 'One line of 20,000 characters',
    from: chiara,
    to: [demo, anna],
    body: plain('Lunghissimo è. '.repeat(1_400).trim(), { transfer: '8bit' }),
  }),
];
