import { liftPictures, pictureBlob } from './pasted-pictures';

const content = 'iVBORw0KGgo'.repeat(40);
const uri = `data:image/png;base64,${content}`;

describe('liftPictures', () => {
  it('takes a picture out wherever it stands, and each content once', () => {
    const other = `DATA:image/x-icon;base64,${content}`;
    const html =
      `<style>p{background:url(${uri})}</style><img src="${uri}"><img src='${other}'>` +
      `<p style="background:url(&quot;${uri}&quot;)">x</p><img srcset="${uri} 2x, ${other}">`;
    const { html: text, pictures } = liftPictures(html);
    expect(text).toBe(
      `<style>p{background:url(data:,picture-1.)}</style><img src="data:,picture-1."><img src='data:,picture-2.'>` +
        `<p style="background:url(&quot;data:,picture-1.&quot;)">x</p>` +
        '<img srcset="data:,picture-1. 2x, data:,picture-2.">',
    );
    expect(pictures.map(({ name, contentType }) => [name, contentType])).toEqual([
      ['picture-1.png', 'image/png'],
      ['picture-2.ico', 'image/x-icon'],
    ]);
  });

  it('reads a picture whose lines are broken, and one that is text', async () => {
    const broken = `data:image/jpeg;charset=utf-8;base64,${content.replace(/.{20}/g, '$&\r\n ')}`;
    const svg = `data:image/svg+xml;utf8,%3Csvg%3E${'%20'.repeat(200)}%3C/svg%3E`;
    const { html, pictures } = liftPictures(
      `<img src="${broken}"><p style="background:url('${svg}')">`,
    );
    expect(html).toBe(`<img src="data:,picture-1."><p style="background:url('data:,picture-2.')">`);
    const [photo, drawing] = pictures.map(pictureBlob);
    expect(photo?.size).toBe(330);
    expect(pictures[0]?.name).toBe('picture-1.jpg');
    expect(await drawing?.text()).toBe(`<svg>${' '.repeat(200)}</svg>`);
  });

  it('leaves small ones, and what is no picture, where they are', () => {
    for (const html of [
      'data:image/gif;base64,AAAA',
      `data:text/html;base64,${content}`,
      `data:image/png ${content}`,
      `İ data:image/ data:image/png;base64`,
    ]) {
      expect(liftPictures(html)).withContext(html).toEqual({ html, pictures: [] });
    }
  });

  it('ends at the text behind it', () => {
    const { html } = liftPictures(`<pre>${uri}\nand then text</pre> "${uri}\nmore" text`);
    expect(html).toContain('\nand then text</pre>');
    expect(html).toContain(' text');
  });

  it('has no bytes of what cannot be read', () => {
    const picture = {
      id: 'a',
      name: 'a',
      contentType: 'image/png',
      uri: 'data:image/png;base64,%%%=A',
    };
    expect(pictureBlob(picture)).toBeUndefined();
  });
});
