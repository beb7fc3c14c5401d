import { inertPage } from './inert-page';
import { createPause } from './pause';
import { slicedPage } from './sliced-page';

describe('slicedPage', () => {
  const pieces =
    '<p class="a>b" title=\'c\'>Pumpe &amp; Größe &eacute;&#228; 90 °C</p><!-- a > b --><td>x</td></tr><style>p > b { color: red }</style><br/>😀<b>end</b>';

  it('parses the same wherever a slice ends', async () => {
    for (let shift = 0; shift <= pieces.length; shift += 1) {
      const html = `${'x'.repeat(4_096 - shift)}${pieces.repeat(60)}`;
      const { page, isWhole } = await slicedPage(html, 100_000, createPause());
      expect(isWhole).toBeTrue();
      expect(page.body.innerHTML === inertPage(html).body.innerHTML)
        .withContext(String(shift))
        .toBeTrue();
    }
  });

  it('parses a tag that is longer than a slice', async () => {
    const html = `<p title="${'t'.repeat(10_000)}">text</p><!--${'c'.repeat(9_000)}--><b>end</b>`;
    const { page } = await slicedPage(html, 100, createPause());
    expect(page.body.innerHTML).toBe(inertPage(html).body.innerHTML);
  });
});
