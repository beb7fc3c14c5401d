/**
 * What MySQL makes of the text between two quotes: `''` is a quote, `\\` a backslash, `\%` and
 * `\_` stay for LIKE. `undefined` when the quotes do not close where VTQL thought they would: then
 * the statement is broken (REST API 5.1).
 */
export function readMysqlText(raw: string): string | undefined {
  const escapes: Readonly<Record<string, string>> = {
    '0': '\0',
    b: '\b',
    n: '\n',
    r: '\r',
    t: '\t',
    Z: '\u001A',
    '%': '\\%',
    _: '\\_',
  };
  let text = '';
  for (let index = 0; index < raw.length; index++) {
    const character = raw.charAt(index);
    if (character === '\\') {
      const escaped = raw[++index];
      if (escaped === undefined) return undefined;
      text += escapes[escaped] ?? escaped;
    } else if (character === "'") {
      if (raw[++index] !== "'") return undefined;
      text += "'";
    } else {
      text += character;
    }
  }
  return text;
}
