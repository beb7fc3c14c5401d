/**
 * JSON as the CRM prints it: four blanks of indentation, `/` as `\/`, everything beyond ASCII as
 * `\uXXXX`, and an empty line in an empty list (REST API 1).
 */
export function phpJson(value: unknown, indent = ''): string {
  const inner = `${indent}    `;
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${phpJson(item, inner)}`);
    return `[\n${items.join(',\n') || inner}\n${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(
      ([name, item]) => `${inner}${phpString(name)}: ${phpJson(item, inner)}`,
    );
    return `{\n${pairs.join(',\n') || inner}\n${indent}}`;
  }
  return typeof value === 'string' ? phpString(value) : JSON.stringify(value ?? null);
}

function phpString(text: string): string {
  return JSON.stringify(text)
    .replaceAll('/', '\\/')
    .replace(
      /[\u007F-\uFFFF]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** The same answer as XML, for `?_format=xml`. */
export function phpXml(value: unknown): string {
  return `<?xml version="1.0"?>\n<response>\n${xmlElements(value, '  ')}</response>\n`;
}

function xmlElements(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, item]) => {
      const tag = /^\d+$/.test(name) ? `item${name}` : name;
      const isNested = typeof item === 'object' && item !== null;
      const content = isNested ? xmlElements(item, `${indent}  `) : xmlText(item);
      return `${indent}<${tag}>${content}</${tag}>\n`;
    })
    .join('');
}

function xmlText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
