import juice from 'juice';

/**
 * A page whose style sheets stand in `style` attributes: the CRM keeps these and drops the sheets
 * (API.md 7.4). What a sheet says of other media, or of states such as `:hover`, is lost either way.
 * A sheet that cannot be read is left as it is.
 */
export function inlineStyles(html: string): string {
  try {
    return juice(html, {
      applyWidthAttributes: false,
      applyHeightAttributes: false,
      applyAttributesTableElements: false,
      preserveMediaQueries: false,
      preserveFontFaces: false,
      preserveKeyFrames: false,
      preservePseudos: false,
      inlinePseudoElements: false,
    });
  } catch {
    return html;
  }
}
