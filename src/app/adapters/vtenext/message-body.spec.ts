import type { InlineImage } from '../../domain/archive';
import { MOST_BYTES, fitBody } from './message-body';

const anImage = (named: Partial<InlineImage> & { size?: number } = {}): InlineImage => ({
  attachmentId: 'att-1',
  name: 'logo.png',
  contentType: 'image/png',
  blob: new Blob([new Uint8Array(named.size ?? 3).fill(1)]),
  ...named,
});
const bytes = (text: string): number => new Blob([text]).size;

describe('fitBody', () => {
  it('keeps the text of a mail, and its styles where the CRM keeps them', async () => {
    const { html, cut } = await fitBody(
      '<html><head><style><!-- p.MsoNormal { color: red; margin: 0 } @media print { p { color: blue } }' +
        ' a:hover { color: green } --></style></head>' +
        '<body><p class="MsoNormal" style="margin: 1px">Héllo</p></body></html>',
      [],
    );
    expect(html).toBe('<p class="MsoNormal" style="color: red; margin: 1px;">Héllo</p>');
    expect(cut).toBeFalse();
  });

  it('leaves a mail as it is whose style sheet nobody can read', async () => {
    const { html } = await fitBody('<style>p { color: } } {{ @x "</style><p>Hello</p>', []);
    expect(html).toContain('>Hello</p>');
  });

  it('inlines the styles of a long mail within the bytes that the CRM keeps', async () => {
    const rows = '<p class="row">text of a row</p>'.repeat(30_000);
    const { html, cut } = await fitBody(`<style>.row{color:#123456;margin:0}</style>${rows}`, []);
    expect(cut).toBeTrue();
    expect(bytes(html)).toBeLessThanOrEqual(MOST_BYTES);
    expect(html).toContain('style="color: #123456; margin: 0;"');
    expect(html).toMatch(/its end is left out here/);
  });

  it('keeps what a mail shows of entities though the CRM decodes one level of them', async () => {
    const { html } = await fitBody('<p>a &amp; b, &amp;lt;tag&amp;gt;, &amp;#8364;, R&amp;D</p>', []);
    const decoded = html.replaceAll('&amp;', '&');
    const { textContent } = new DOMParser().parseFromString(decoded, 'text/html').body;
    expect(textContent).toBe('a & b, &lt;tag&gt;, &#8364;, R&D');
  });

  it('names the files kept in the cloud at its end, also where the text is cut', async () => {
    const links = [{ name: 'Plan <1>.dwg', url: 'https://drive.example/x?a=1&b=2' }];
    const { html } = await fitBody('<p>text</p>'.repeat(1_000), [], links, 3_000);
    expect(bytes(html)).toBeLessThanOrEqual(3_000);
    const page = new DOMParser().parseFromString(html, 'text/html');
    const anchor = page.body.lastElementChild?.querySelector('a');
    expect(anchor?.textContent).toBe('Plan <1>.dwg');
    expect(anchor?.getAttribute('href')).toBe('https://drive.example/x?a=1&b=2');
  });

  it('says so when it refers to an image that is not given', async () => {
    expect((await fitBody('<img src="cid:a">', [])).lacksImages).toBeTrue();
    const image = anImage({ contentId: 'a', size: 10_000 });
    expect((await fitBody('<img src="cid:a">', [image])).lacksImages).toBeFalse();
    expect((await fitBody('<img src="cid:a">', [image], [], 1_000)).lacksImages).toBeFalse();
    expect((await fitBody('<img src="https://x.example/a.png">', [])).lacksImages).toBeFalse();
  });

  it('gives an image its type by its name where the mail gives none', async () => {
    const body = '<img src="cid:a">';
    const image = anImage({
      contentId: 'a',
      name: 'photo.JPG',
      contentType: 'application/octet-stream',
    });
    expect((await fitBody(body, [image])).html).toContain('src="data:image/jpeg;base64,');
  });

  it('writes characters above U+FFFF as entities', async () => {
    expect((await fitBody('<p>caffè 😀 写</p>', [])).html).toBe('<p>caffè &#128512; 写</p>');
  });

  it('shows an image where its content id stands, each time', async () => {
    const body = '<img src="cid:logo@mail"><p>x</p><img src="CID:LOGO%40mail">';
    const { html, embedded } = await fitBody(body, [anImage({ contentId: 'Logo@mail' })]);
    expect(html.match(/data:image\/png;base64,AQEB/g)?.length).toBe(2);
    expect(html).not.toContain('cid:');
    expect(embedded).toEqual(['att-1']);
  });

  it('finds an image by its name where Outlook tells no content id', async () => {
    for (const source of ['cid:logo.png', 'cid:logo.png@01DC.5B', 'cid:logo@01DC.5B']) {
      const { embedded } = await fitBody(`<img src="${source}">`, [anImage()]);
      expect(embedded).withContext(source).toEqual(['att-1']);
    }
  });

  it('embeds no image that the body does not show', async () => {
    const { html, embedded } = await fitBody('<p>x</p><img src="cid:other">', [
      anImage({ contentId: 'logo' }),
    ]);
    expect(embedded).toEqual([]);
    expect(html).not.toContain('data:');
  });

  it('embeds the smallest images first while they fit', async () => {
    const body = '<img src="cid:a"><img src="cid:b"><img src="cid:c">';
    const images = [
      anImage({ attachmentId: 'a', contentId: 'a', size: 300 }),
      anImage({ attachmentId: 'b', contentId: 'b', size: 10_000 }),
      anImage({ attachmentId: 'c', contentId: 'c', size: 100 }),
    ];
    const { html, embedded } = await fitBody(body, images, [], 2_000);
    expect(embedded).toEqual(['c', 'a']);
    expect(bytes(html)).toBeLessThanOrEqual(2_000);
    expect(html).toContain('cid:b');
  });

  it('cuts a text that is too long at its end, and says so in it', async () => {
    const paragraphs = Array.from({ length: 400 }, (_, index) => `<p>é${String(index)}</p>`).join('');
    const { html, cut } = await fitBody(paragraphs, [], [], 2_000);
    expect(cut).toBeTrue();
    expect(bytes(html)).toBeLessThanOrEqual(2_000);
    expect(html).toContain('<p>é0</p><p>é1</p>');
    expect(html).toMatch(/its end is left out here/);
  });

  it('cuts one text of many kilobytes within a character, not at a whole paragraph', async () => {
    const { html } = await fitBody(`<p>${'😀x'.repeat(200_000)}</p>`, []);
    expect(bytes(html)).toBeLessThanOrEqual(MOST_BYTES);
    expect(bytes(html)).toBeGreaterThan(MOST_BYTES - 1_000);
    expect(html).not.toContain('\ufffd');
  });

  it('cuts a mail of many elements in moments', async () => {
    const rows = '<tr><td>cell</td><td><b>bold</b> text</td></tr>'.repeat(40_000);
    const { html, cut } = await fitBody(`<table>${rows}</table>`, []);
    expect(cut).toBeTrue();
    expect(bytes(html)).toBeLessThanOrEqual(MOST_BYTES);
    expect(bytes(html)).toBeGreaterThan(MOST_BYTES - 1_000);
  });

  it('gives a body that is empty something to hold', async () => {
    for (const html of ['', '<p> </p>', '<html><body></body></html>']) {
      expect((await fitBody(html, [])).html).withContext(html).toBe('<p>&nbsp;</p>');
    }
  });

  it('ends where the links alone are more than the CRM keeps, with as many as fit', async () => {
    const links = Array.from({ length: 499 }, (_, index) => ({
      name: `plan ${String(index)}`,
      url: `https://drive.example/${'x'.repeat(2_000)}`,
    }));
    const { html } = await fitBody('<p>Hello</p>', [], links);
    expect(bytes(html)).toBeLessThanOrEqual(MOST_BYTES);
    expect(html).toContain('Hello');
    expect(html).toContain('plan 9');
    expect(html).not.toContain('plan 498');
  });

  it('takes an image for none of the types that every object has', async () => {
    const { html } = await fitBody('<img src="cid:a">', [
      anImage({ name: 'x.constructor', contentId: 'a', contentType: '' }),
    ]);
    expect(html).toContain('data:image/png;base64,');
  });

  it('runs no script and fetches nothing of the mail', async () => {
    const marker = 'fitBodyRan';
    await fitBody(
      `<script>window.${marker}=1</script><img src="data:," onerror="window.${marker}=1">`,
      [],
    );
    await new Promise((done) => setTimeout(done, 20));
    expect((window as unknown as Record<string, unknown>)[marker]).toBeUndefined();
  });
});
