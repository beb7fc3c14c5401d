import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const chromes = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
];
process.env.CHROME_BIN ??= chromes.find((path) => existsSync(path));
if (!process.env.CHROME_BIN) delete process.env.CHROME_BIN; // the launcher then looks itself

/** Specs of adapters/office run the real office.js; the sandbox's stand-ins are served beside it. */
const officeFolders = [
  ['/office-js/AgaveErrorUX/index.html', './sandbox/outlook/stand-in/trusted-host.html'],
  ['/office-js-stand-in/', './sandbox/outlook/stand-in/'],
  ['/office-js/', './node_modules/@microsoft/office-js/dist/'],
];
function serveOfficeJs(request, response, next) {
  const path = new URL(request.url, 'http://localhost').pathname;
  const [prefix, folder] = officeFolders.find(([start]) => path.startsWith(start)) ?? [];
  const file =
    folder && fileURLToPath(new URL(folder + path.slice(prefix.length), import.meta.url));
  if (!file || !existsSync(file)) return next();
  response.setHeader('Content-Type', file.endsWith('.html') ? 'text/html' : 'text/javascript');
  createReadStream(file).pipe(response);
}

/** A CRM of the sandbox, for the specs that link over HTTP. */
async function startCrm() {
  const { startSpecCrm } = await tsImport('./sandbox/crm/testing/spec-crm.ts', import.meta.url);
  return startSpecCrm();
}

/** Prints the plain total that `npm test` adds up; Karma's own line has another form. */
function TotalReporter(baseReporterDecorator) {
  baseReporterDecorator(this);
  this.onBrowserLog = (_browser, log) => {
    process.stdout.write(`${log.replace(/^'(.*)'$/s, '$1')}\n`);
  };
  this.onRunComplete = (_browsers, { success, failed, error }) => {
    const broken = failed + (error && failed === 0 ? 1 : 0);
    process.stdout.write(`Unit tests: ${success} passed, ${broken} failed\n`);
  };
}
TotalReporter.$inject = ['baseReporterDecorator'];

export default async function (config) {
  config.set({
    basePath: '',
    frameworks: ['jasmine'],
    plugins: [
      'karma-jasmine',
      'karma-chrome-launcher',
      'karma-coverage',
      { 'middleware:office-js': ['value', serveOfficeJs] },
      { 'reporter:total': ['type', TotalReporter] },
    ],
    client: {
      jasmine: { random: true, failSpecWithNoExpectations: true },
      clearContext: true,
      crmAddress: await startCrm(),
    },
    reporters: ['dots', 'total'],
    customLaunchers: {
      ChromeHeadlessCI: {
        base: 'ChromeHeadless',
        flags: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
    },
    browsers: ['ChromeHeadlessCI'],
    beforeMiddleware: ['office-js'],
    // A loaded machine may leave the browser without a turn for a while; that is no failure.
    browserNoActivityTimeout: 300_000,
    browserDisconnectTimeout: 60_000,
    pingTimeout: 60_000,
    restartOnFileChange: false,
  });
}
