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
  it('keeps the text and the styles of a mail', async () => {
    const { html, cut } = await fitBody(
      '<html><head><style>p{color:red}</style></head><body><p>Hello</p></body></html>',
      [],
    );
    expect(html).toBe('<style>p{color:red}</style><p>Hello</p>');
    expect(cut).toBeFalse();
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
    const { html, embedded } = await fitBody(body, images, 2_000);
    expect(embedded).toEqual(['c', 'a']);
    expect(bytes(html)).toBeLessThanOrEqual(2_000);
    expect(html).toContain('cid:b');
  });

  it('cuts a text that is too long at its end, and says so in it', async () => {
    const paragraphs = Array.from({ length: 400 }, (_, index) => `<p>é${String(index)}</p>`).join('');
    const { html, cut } = await fitBody(paragraphs, [], 2_000);
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
