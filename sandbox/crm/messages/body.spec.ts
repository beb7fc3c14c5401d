import { cleanBody } from './body.ts';

/** The cleaned body without the comments around it. */
function inner(html: string): string {
  const [, text] = /sanitized html -->\n([^]*)\n<!-- end/.exec(cleanBody(html, 7)) ?? [];
  return text ?? '';
}

describe('cleanBody', () => {
  it('wraps what it cleaned in its pair of comments', () => {
    expect(cleanBody('<p>x</p>', 1)).toBe(
      '\n<!-- begin sanitized html -->\n<p>x</p>\n<!-- end sanitized html -->\n',
    );
  });

  it('leaves an empty body empty', () => {
    expect(cleanBody('', 1)).toBe('');
  });

  it('makes a div of the document', () => {
    const head = '<head><style>p{color:red}</style></head>';
    const html = `<html>${head}<body class="a"><p>x</p></body></html>`;
    expect(inner(html)).toBe('<div><p>x</p></div>');
  });

  it('removes what could run', () => {
    expect(inner('a<script>x()</script><iframe src="https://x.example"></iframe>b')).toBe('ab');
    expect(inner('<p onclick="x()">a</p>')).toBe('<p>a</p>');
    expect(inner('<a href="javascript:x()">a</a>')).not.toContain('javascript');
  });

  it('removes classes, comments and Office tags, and keeps styles', () => {
    const html = '<p class="MsoNormal" style="margin:0cm">a<o:p></o:p><!-- c --></p>';
    expect(inner(html)).toBe('<p style="margin:0cm">a</p>');
  });

  it('makes nonsense of positions in styles', () => {
    expect(inner('<p style="position:absolute;top:0">a</p>')).toBe(
      '<p style="idiocyabsolute;top:0">a</p>',
    );
  });

  it('shows a blank picture for a cid: image and keeps a data: image', () => {
    expect(inner('<img src="cid:1@x" width="2">')).toBe(
      '<img src="modules/Messages/src/img/blank.png" width="2" />',
    );
    expect(inner('<img src="data:image/png;base64,AAAA">')).toBe(
      '<img src="data:image/png;base64,AAAA" />',
    );
  });

  it('opens links in a new page and turns preformatted text into a paragraph', () => {
    expect(inner('<a href="https://x.example">a</a>')).toBe(
      '<a href="https://x.example" target="_blank" title="">a</a>',
    );
    expect(inner('<pre>a</pre>')).toBe('<p class="MessagePre">a</p>');
  });

  it('decodes one level of ampersands and no other entity', () => {
    expect(inner('<p>&amp;amp; &lt;b&gt; &nbsp; &#128512; a &amp; b</p>')).toBe(
      '<p>&amp; &lt;b&gt; &nbsp; &#128512; a & b</p>',
    );
  });

  it('stores nothing at all when one data: URI has a megabyte', () => {
    const uri = `data:image/png;base64,${'A'.repeat(1024 * 1024)}`;
    expect(cleanBody(`<p>text</p><img src="${uri}">`, 1)).toBe('');
    expect(cleanBody(`<img src="${uri.slice(0, 400_000)}">`, 1)).toContain('AAAA');
  });
});
