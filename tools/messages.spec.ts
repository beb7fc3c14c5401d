import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ambiguous,
  describedInSource,
  putTogether,
  unlisted,
  withoutContext,
} from './message-checks.ts';
import {
  MESSAGE_FILE,
  type MessageFile,
  messageFile,
  messagesOf,
  shippedSources,
} from './messages.ts';

const root = join(import.meta.dirname, '..');

describe('the texts of the pane', () => {
  const sources = shippedSources(root);
  const messages = messagesOf(sources);
  const file = JSON.parse(readFileSync(join(root, MESSAGE_FILE), 'utf8')) as MessageFile;
  const joined = sources.flatMap((source) => putTogether(source, messages));
  const strays = sources.flatMap(unlisted);

  afterAll(() => {
    const count = Object.values(file).length - withoutContext(file).length;
    process.stdout.write(
      `messages ${String(count)} with context, ${String(joined.length)} put together, ` +
        `${String(strays.length)} unlisted\n`,
    );
  });

  it('are in the message file as `npm run messages` writes it', () => {
    expect(JSON.stringify(file)).toBe(JSON.stringify(messageFile(messages, file)));
  });

  it('have an id of their own each, and a context with every placeholder', () => {
    expect(messages.length).toBeGreaterThan(500);
    expect(ambiguous(messages)).toEqual([]);
    expect(withoutContext(file)).toEqual([]);
    expect(describedInSource(messages)).toEqual([]);
  });

  it('are not put together from parts', () => {
    expect(joined).toEqual([]);
  });

  it('are all in the message file', () => {
    expect(strays).toEqual([]);
  });
});

describe('the checks of texts', () => {
  const code = (content: string) => ({ path: 'src/app/ui/any.ts', content });
  const html = (content: string) => ({ path: 'src/app/ui/any.html', content });

  for (const [what, content] of [
    ['a message in a message', '$localize`:@@a:One ${$localize`:@@b:two`}:two:`'],
    ['a list joined by hand', "$localize`:@@a:These: ${names.join(', ')}:names:`"],
    ['a message as a part', '`${$localize`:@@a:One.`} ${other}`'],
    ['a message added to a text', '$localize`:@@a:One.` + other'],
    ['a plural by hand', 'count === 1 ? $localize`:@@a:one` : $localize`:@@b:many`'],
  ] as const) {
    it(`find ${what}`, () => {
      expect(putTogether(code(content), []).length).toBeGreaterThan(0);
    });
  }

  it('find a placeholder in a template', () => {
    const source = html('<p i18n="@@a">Hello {{ name }}</p>');
    expect(putTogether(source, messagesOf([source])).length).toBe(1);
  });

  for (const [what, source] of [
    ['a sentence in code', code("const text = 'Nothing was found';")],
    ['a word in code', code("const title = 'Settings';")],
    ['a sentence with a value', code('const text = `Linked to ${name}`;')],
    ['a text in a template', html('<p>Nothing</p>')],
    ['a text beside a value', html('<p>Hello {{ name }}</p>')],
    ['a label for screen readers', html('<button aria-label="Close"></button>')],
    ['a bound title', html(`<a [title]="isOpen ? 'Close' : 'Open'"></a>`)],
    ['an inline template', code("@Component({ template: '<p>Nothing</p>' }) class One {}")],
  ] as const) {
    it(`find ${what} outside of messages`, () => {
      expect(unlisted(source).length).toBe(1);
    });
  }

  it('find two texts with one id', () => {
    const source = html('<p i18n="@@a">One</p><p i18n="@@a">Two</p>');
    expect(ambiguous(messagesOf([source])).length).toBe(1);
  });

  it('find a text without a context, or with one that leaves out a placeholder', () => {
    const one = (context: string) => ({ a: { text: 'Hello {$name}', context, where: [] } });
    expect(withoutContext(one('')).length).toBe(1);
    expect(withoutContext(one('Greeting in the header.')).length).toBe(1);
    expect(withoutContext(one('Greeting in the header. {name} is the user.'))).toEqual([]);
  });
});
