import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { validateXML } from 'xmllint-wasm';
import { manifestFor, placeholder } from './manifest-address.ts';

const root = join(import.meta.dirname, '..');
const schemas = join(process.env['SHARED'] ?? join(root, '../shared'), 'outlook/xsd');
const template = readFileSync(join(root, 'manifest.xml'), 'utf8');
/** Another address, of a folder below a folder. */
const own = 'https://mail-addin.acme.example/tools/outlook';

const parse = (xml: string): Document => new DOMParser().parseFromString(xml, 'text/xml');
const all = (document: Document, name: string): readonly Element[] => [
  ...document.getElementsByTagName(name),
];
const text = (document: Document, name: string): readonly string[] =>
  all(document, name).map((element) => element.textContent ?? '');

/** Width and height of a PNG, from its header (RFC 2083, section 4.1.1). */
function pixels(path: string): readonly [number, number] {
  const bytes = readFileSync(path);
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

for (const [name, xml, base] of [
  ['manifest.xml', template, placeholder],
  ['the manifest of another address', manifestFor(template, own), own],
] as const) {
  describe(name, () => {
    const manifest = parse(xml);
    const iconPath = (url: string): string => join(root, 'public', url.slice(base.length + 1));

    it('is valid against the schemas of Outlook where they are at hand', async () => {
      if (!existsSync(schemas)) {
        pending(`no schemas at ${schemas}`);
        return;
      }
      const files = readdirSync(schemas)
        .filter((file) => file.endsWith('.xsd'))
        .map((fileName) => ({ fileName, contents: readFileSync(join(schemas, fileName), 'utf8') }));
      const isMain = ({ fileName }: { fileName: string }): boolean =>
        fileName === 'OfficeAppManifestV1_1.xsd';
      const result = await validateXML({
        xml: [{ fileName: 'manifest.xml', contents: xml }],
        schema: files.filter(isMain),
        preload: files.filter((file) => !isMain(file)),
      });
      expect(result.errors.map(({ message }) => message)).toEqual([]);
    });

    it('defines every resource that it uses, once in each part', () => {
      for (const part of all(manifest, 'VersionOverrides')) {
        const resources = [...part.childNodes].find(
          (node) => node.nodeName === 'Resources',
        ) as Element;
        const ids = [...resources.getElementsByTagName('*')]
          .map((element) => element.getAttribute('id'))
          .filter((id) => id !== null);
        expect(new Set(ids).size).toBe(ids.length);
        const hosts = [...part.childNodes].find((node) => node.nodeName === 'Hosts') as Element;
        const used = [...hosts.getElementsByTagName('*')]
          .map((element) => element.getAttribute('resid'))
          .filter((id) => id !== null);
        expect(used.length).toBeGreaterThan(0);
        expect(used.filter((id) => !ids.includes(id))).toEqual([]);
        expect(ids.filter((id) => id.length > 32)).toEqual([]);
      }
    });

    it('names only https addresses below the one it is hosted at', () => {
      const urls = [...manifest.getElementsByTagName('*')]
        .map((element) => element.getAttribute('DefaultValue') ?? '')
        .filter((value) => value.includes('://'));
      expect(urls.length).toBeGreaterThan(10);
      expect(urls.filter((url) => !url.startsWith(`${base}/`))).toEqual([]);
      expect(xml).not.toMatch(/"http:\/\/(?!schemas\.microsoft\.com|www\.w3\.org)/);
    });

    it('names icons that exist in the size it says', () => {
      const named = new Map(
        all(manifest, 'bt:Image')
          .filter((image) => image.hasAttribute('id'))
          .map((image) => [image.getAttribute('id'), image.getAttribute('DefaultValue') ?? '']),
      );
      const used = all(manifest, 'bt:Image').filter((image) => image.hasAttribute('resid'));
      for (const image of used) {
        const size = Number(image.getAttribute('size'));
        const url = named.get(image.getAttribute('resid')) ?? '';
        expect(pixels(iconPath(url)))
          .withContext(url)
          .toEqual([size, size]);
      }
      for (const [element, size] of [
        ['IconUrl', 64],
        ['HighResolutionIconUrl', 128],
      ] as const) {
        const url = all(manifest, element)[0]?.getAttribute('DefaultValue') ?? '';
        expect(pixels(iconPath(url)))
          .withContext(element)
          .toEqual([size, size]);
      }
    });

    it('asks for what the pane needs and no more', () => {
      expect(text(manifest, 'Permissions')).toEqual(['ReadItem']);
      expect(all(manifest, 'Set').map((set) => set.getAttribute('MinVersion'))).toEqual(['1.5']);
      expect(text(manifest, 'SupportsPinning')).toEqual(['true']);
      expect(text(manifest, 'SupportsSharedFolders')).toEqual(['true']);
      expect(all(manifest, 'ExtensionPoint').map((each) => each.getAttribute('xsi:type'))).toEqual([
        'MessageReadCommandSurface',
        'MessageReadCommandSurface',
      ]);
    });

    it('has an id, a version and texts that Outlook takes', () => {
      expect(text(manifest, 'Id')[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(text(manifest, 'Version')[0]).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
      const limits = { 'bt:ShortStrings': 125, 'bt:LongStrings': 250 } as const;
      for (const [list, limit] of Object.entries(limits)) {
        const texts = all(manifest, list).flatMap((each) =>
          [...each.getElementsByTagName('*')].map(
            (entry) => entry.getAttribute('DefaultValue') ?? entry.getAttribute('Value') ?? '',
          ),
        );
        expect(texts.filter(({ length }) => length === 0 || length > limit)).toEqual([]);
      }
    });
  });
}
