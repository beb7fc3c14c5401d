import { isOfficeScript } from './office-scripts';

const officeJs = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
const page = 'https://addin.example.com/outlook/';

describe('isOfficeScript', () => {
  for (const address of [
    'https://appsforoffice.microsoft.com/lib/1/hosted/outlook-web-16.01.js',
    'https://appsforoffice.microsoft.com/lib/1/hosted/it-it/office_strings.js',
    'https://appsforoffice.microsoft.com/lib/1/hosted/telemetry/oteljs_agave.js',
    'https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js',
  ]) {
    it(`takes ${address}`, () => {
      expect(isOfficeScript(address, officeJs, page)).toBeTrue();
    });
  }

  for (const address of [
    'main.js',
    'https://evil.example/outlook-web-16.01.js',
    'https://appsforoffice.microsoft.com.evil.example/lib/1/hosted/a.js',
    'https://appsforoffice.microsoft.com/lib/1/hosted/../../other.js',
    'https://appsforoffice.microsoft.com/lib/1/hosted/page.html#.js',
    'https://ajax.aspnetcdn.com/ajax/jquery/jquery.js',
    'http://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js',
    'data:text/javascript,alert(1)',
    'javascript:alert(1)',
    '//',
    '',
  ]) {
    // security: policy
    it(`refuses ${address || 'nothing'}`, () => {
      expect(isOfficeScript(address, officeJs, page)).toBeFalse();
    });
  }

  // security: policy
  it('refuses everything on a page that names no office.js', () => {
    expect(isOfficeScript('https://appsforoffice.microsoft.com/a.js', '', page)).toBeFalse();
  });
});
