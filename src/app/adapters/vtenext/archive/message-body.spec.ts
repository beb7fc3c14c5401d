import type { InlineImage } from '../../../domain/archive';
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

  it('keeps the text of a long mail rather than its styles, and says so', async () => {
    const rows = '<p class="row">text of a row</p>'.repeat(14_000);
    const sheet = '<style>.row{color:#123456;margin:0}</style>';
    const { html, cut, losesStyles } = await fitBody(`${sheet}${rows}`, []);
    expect(cut).toBeFalse();
    expect(losesStyles).toBeTrue();
    expect(html).toBe(rows);
    const short = await fitBody(`${sheet}<p class="row">text</p>`, []);
    expect(short.losesStyles).toBeUndefined();
    expect(short.html).toBe('<p class="row" style="color: rgb(18, 52, 86); margin: 0px;">text</p>');
  });

  it('cuts a table of megabytes inside a tag, and puts nothing before the table', async () => {
    const row = '<tr><td>cell</td></tr>';
    for (const shift of [1, 2]) {
      // The 1,500,000th character is a part of `</`.
      const html = `<table>${' '.repeat((1_500_000 - 7 - row.lastIndexOf('</') - shift) % row.length)}${row.repeat(80_000)}</table>`;
      const { html: fitted } = await fitBody(html, []);
      expect(fitted.slice(0, 8))
        .withContext(String(shift))
        .toMatch(/^<table>/);
    }
  }, 60_000);

  it('keeps text and addresses letter by letter, though the CRM decodes two levels', async () => {
    const names = ['region', 'copy', 'times', 'lt', 'amp', 'lt;', 'euro;', 'amp;', '#8364;', '#60'];
    const text = `R&D ${names.map((name) => `a&${name}=1`).join(' ')} &`;
    const escaped = text.replaceAll('&', '&amp;');
    const source = `<p>${escaped}</p><a href="https://x.example/?${escaped}" title="${escaped}">x</a>`;
    const { html } = await fitBody(source, []);
    const stored = html.replaceAll('&amp;', '&');
    const { body } = new DOMParser().parseFromString(stored, 'text/html');
    expect(body.querySelector('p')?.textContent).toBe(text);
    expect(body.querySelector('a')?.getAttribute('href')).toBe(`https://x.example/?${text}`);
    expect(body.querySelector('a')?.title).toBe(text);
  });

  it('counts what is sent: each ampersand is nine bytes', async () => {
    const { html, cut } = await fitBody(`<p>${'&amp;'.repeat(300)}</p>`, [], [], 2_000);
    expect(cut).toBeTrue();
    expect(bytes(html)).toBeLessThanOrEqual(2_000);
    expect(bytes(html)).toBeGreaterThan(1_900);
  });

  it('names the files kept in the cloud at its end, also where the text is cut', async () => {
    const links = [{ name: 'Plan <1>.dwg', url: 'https://drive.example/x?a=1&b=2' }];
    const { html } = await fitBody('<p>text</p>'.repeat(1_000), [], links, 3_000);
    expect(bytes(html)).toBeLessThanOrEqual(3_000);
    const page = new DOMParser().parseFromString(html, 'text/html');
    const anchor = page.body.lastElementChild?.querySelector('a');
    expect(anchor?.textContent).toBe('Plan <1>.dwg');
    expect(anchor?.getAttribute('href')).toBe('https://drive.example/x?a=1&amp;b=2');
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

  it('takes the largest pasted pictures out before it cuts any text', async () => {
    const uri = (size: number): string => `data:image/png;base64,${'A'.repeat(size)}`;
    const body =
      `<p>before</p><img alt="large" src="${uri(4_000)}"><img src="${uri(400)}"><p>behind</p>` +
      `<table background="${uri(5_000)}"><tr><td style="color:red;background:url('${uri(6_000)}')">cell` +
      `</td></tr></table><img srcset="${uri(7_000)} 2x, ${uri(400)} 1x"><p>end</p>`;
    const fitted = await fitBody(body, [], [], 2_500);
    expect(fitted.cut).toBeFalse();
    expect(fitted.left).toEqual(['picture-1', 'picture-3', 'picture-4', 'picture-5']);
    expect(bytes(fitted.html)).toBeLessThanOrEqual(2_500);
    const page = new DOMParser().parseFromString(fitted.html, 'text/html');
    expect(page.body.textContent).toBe('before[Picture saved as picture-1.png]behindcellend');
    expect(fitted.html).toContain(`<img src="${uri(400)}">`);
    expect(fitted.html).toContain(`srcset="${uri(400)} 1x"`);
    expect(fitted.html.match(/data:/g)?.length).toBe(2);
    const whole = await fitBody(body, [], [], 40_000);
    expect(whole.left).toBeUndefined();
    expect(whole.html).toContain(`background="${uri(5_000)}"`);
  });

  it('keeps the text behind a pasted picture of 900 KB', async () => {
    const picture = `<img src='data:image/jpeg;base64,${'A'.repeat(900_000)}'>`;
    const { html, cut, left } = await fitBody(
      `<p>See:</p>${picture}<p>The order: 12 pumps.</p>`,
      [],
    );
    expect(cut).toBeFalse();
    expect(left).toEqual(['picture-1']);
    expect(html).toContain('<p>The order: 12 pumps.</p>');
    expect(html).toContain('[Picture saved as picture-1.jpg]');
  });

  it('shows images wherever a mail refers to them', async () => {
    const references = [
      '<img src=" cid:logo@mail ">',
      '<img originalsrc="cid:logo@mail">',
      '<img src="https://attachments.office.net/owa/x?id=1&token=SECRET" originalsrc="cid:logo@mail">',
      '<table background="cid:logo@mail"><tr><td>x</td></tr></table>',
      '<p style="background: url(cid:logo@mail)">x</p>',
      `<p style="background: url('cid:logo@mail')">x</p>`,
      '<style>.x { background-image: url("cid:logo@mail") }</style><p class="x">x</p>',
      '<img srcset="cid:logo@mail 2x">',
    ];
    for (const reference of references) {
      const { html, embedded, lacksImages } = await fitBody(reference, [
        anImage({ contentId: 'logo@mail' }),
      ]);
      expect(html).withContext(reference).toContain('data:image/png;base64,AQEB');
      expect(html)
        .withContext(reference)
        .not.toMatch(/cid:|SECRET|originalsrc/);
      expect(embedded).withContext(reference).toEqual(['att-1']);
      expect(lacksImages).withContext(reference).toBeFalse();
    }
  });

  it('lets no token of the mailbox into the CRM', async () => {
    const host = 'https://attachments.office.net/owa/demo/service.svc/s/GetAttachmentThumbnail';
    const { html } = await fitBody(
      `<img src="${host}?id=1&amp;token=SECRET"><img src="//outlook.office.com/owa/x?X-OWA-CANARY=SECRET">` +
        `<img srcset="${host}?token=SECRET 1x, https://img.example/a,b.png 2x">` +
        `<img src="https://img.example/a.png?w=3&amp;access_token=SECRET">` +
        `<td data-src="${host}?token=SECRET" style="background:url('${host}?token=SECRET')">x</td>` +
        `<div data-outlook-trace="SECRET" foo="${host}?token=SECRET">y</div>` +
        '<a href="https://shop.example/confirm?token=kept">z</a>',
      [],
    );
    expect(html).not.toContain('SECRET');
    expect(html).toContain('src="https://img.example/a.png?w=3"');
    expect(html).toContain('srcset="https://img.example/a,b.png 2x"');
    expect(html).toContain('href="https://shop.example/confirm?token=kept"');
  });

  it('resolves addresses against the base of the mail, and lets none lead into the CRM', async () => {
    const links =
      '<a href="offer.html">a</a><a href="/index.php?module=Home">b</a><a href="#end">c</a>';
    const pictures =
      '<img src="picture.png"><p style="background:url(bg.png)">x</p><img srcset="a.png 1x, b.png 2x">';
    const based = `<base href="https://shop.example/spring/"><base href="https://other.example/">`;
    const { html } = await fitBody(`${based}${links}${pictures}`, []);
    expect(html).toBe(
      '<a href="https://shop.example/spring/offer.html">a</a>' +
        '<a href="https://shop.example/index.php?module=Home">b</a><a href="#end">c</a>' +
        '<img src="https://shop.example/spring/picture.png">' +
        `<p style="background:url('https://shop.example/spring/bg.png')">x</p>` +
        '<img srcset="https://shop.example/spring/a.png 1x, https://shop.example/spring/b.png 2x">',
    );
    expect((await fitBody(links, [])).html).toBe('<a>a</a><a>b</a><a href="#end">c</a>');
  });

  it('puts styles in the order of CSS', async () => {
    const { html } = await fitBody(
      '<style>#i { color: green } p { color: red !important; margin: 1px } .c { color: blue }' +
        ' p, div:not(.c) { margin-top: 2px } p:hover, p::before { color: pink }</style>' +
        '<p id="i" class="c" style="margin-left: 3px; color: black">x</p><div>y</div>',
      [],
    );
    expect(html).toContain(
      'style="margin: 1px; margin-top: 2px; margin-left: 3px; color: red !important;"',
    );
    expect(html).toContain('<div style="margin-top: 2px;">y</div>');
  });

  it('cuts a text that is too long at its end, and says so in it', async () => {
    const paragraphs = Array.from({ length: 400 }, (_, index) => `<p>é${String(index)}</p>`).join(
      '',
    );
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
      expect((await fitBody(html, [])).html)
        .withContext(html)
        .toBe('<p>&nbsp;</p>');
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

  // security: only-text
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
