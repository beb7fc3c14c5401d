import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostedAt, manifestFor } from './manifest-address.ts';

const template = readFileSync(join(import.meta.dirname, '../manifest.xml'), 'utf8');

describe('hostedAt', () => {
  for (const [typed, folder] of [
    ['https://addin.example.com/outlook', 'https://addin.example.com/outlook'],
    ['https://addin.example.com/outlook/', 'https://addin.example.com/outlook'],
    ['https://addin.example.com/outlook/index.html', 'https://addin.example.com/outlook'],
    ['https://addin.example.com', 'https://addin.example.com'],
    [' HTTPS://Addin.Example.com:8443/x//', 'https://addin.example.com:8443/x'],
    ['https://müller.example/büro', 'https://xn--mller-kva.example/b%C3%BCro'],
  ] as const) {
    it(`takes ${typed}`, () => {
      expect(hostedAt(typed)).toBe(folder);
    });
  }

  for (const [typed, sentence] of [
    ['http://addin.example.com/outlook', /must begin with https/],
    ['http://localhost:4301', /must begin with https/],
    ['ftp://addin.example.com', /must begin with https/],
    ['addin.example.com/outlook', /no web address/],
    ['', /no web address/],
    ['https://', /no web address/],
    ['https://addin example.com', /blanks/],
    ['https://addin.example.com/my folder', /blanks/],
    ['https://admin:secret@addin.example.com', /user name or password/],
    ['https://addin.example.com/?tenant=1', /without \? and #/],
    ['https://addin.example.com/?', /without \? and #/],
    ['https://addin.example.com/#top', /without \? and #/],
  ] as const) {
    it(`refuses ${typed || 'nothing'} with a sentence`, () => {
      expect(() => hostedAt(typed)).toThrowError(sentence);
    });
  }

  it('never repeats a password in its sentence', () => {
    expect(() => hostedAt('https://admin:secret@addin.example.com')).not.toThrowError(/secret/);
  });
});

describe('manifestFor', () => {
  it('escapes what XML would read as markup', () => {
    const manifest = manifestFor(template, "https://addin.example.org/a&b'c");
    expect(manifest).toContain('https://addin.example.org/a&amp;b');
    expect(manifest).not.toContain('/a&b');
  });

  it('fails when the template is not XML or names another address', () => {
    expect(() => manifestFor('<a><b></a>', 'https://a.example')).toThrow();
    expect(() => manifestFor('<a/>', 'https://a.example')).toThrowError(/does not name/);
  });
});
