import { createReadStream, existsSync, renameSync, rmSync } from 'node:fs';
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

/**
 * Specs of adapters/office run the real office.js; the sandbox's stand-ins are served beside it.
 */
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

/** What the specs leave to chance. */
async function chance() {
  const { readChance } = await tsImport('./tools/seed.ts', import.meta.url);
  return readChance(process.env);
}

/**
 * Prints what specs log, how long the slowest suites took, and the plain total that `npm test` adds
 * up; Karma's own line has another form.
 */
function TotalReporter(baseReporterDecorator) {
  baseReporterDecorator(this);
  const milliseconds = new Map();
  this.onBrowserLog = (_browser, log) => {
    process.stdout.write(`${log.replace(/^'(.*)'$/s, '$1')}\n`);
  };
  this.onSpecComplete = (_browser, { suite: [name], time }) => {
    milliseconds.set(name, (milliseconds.get(name) ?? 0) + time);
  };
  this.onRunComplete = (_browsers, { success, failed, error }) => {
    const slowest = [...milliseconds]
      .sort(([, one], [, other]) => other - one)
      .slice(0, 8)
      .map(([name, time]) => `${name} ${Math.round(time / 1000)} s`);
    process.stdout.write(`Slowest: ${slowest.join('; ')}\n`);
    const broken = failed + (error && failed === 0 ? 1 : 0);
    process.stdout.write(`Unit tests: ${success} passed, ${broken} failed\n`);
  };
}
TotalReporter.$inject = ['baseReporterDecorator'];

/**
 * What `npm test` runs apart, from one build: `SPECS_TO` has `ng test`
 * leave the built specs in that folder and run none, `SHARD` has Karma
 * run some of those. A spec that no shard names is a unit test.
 */
const builtSpecs = 'dist/specs';
const system = 'spec-app-system-tests-';
const shards = {
  crashes: [`${system}crash-table.spec.js`],
  engine: [`${system}link-engine.*.js`, `${system}lock-out.spec.js`],
  scenes: [`${system}ownership.spec.js`, `${system}identity.spec.js`, `${system}fuzz-*.js`],
};

/** The files of a shard, in the order in which `ng test` has them loaded. */
function shardFiles(name) {
  const specs = shards[name] ?? ['spec-*.js'];
  return {
    basePath: builtSpecs,
    files: [
      ...['polyfills.js', 'jasmine-cleanup-*.js', 'test_main.js', ...specs].map((pattern) => ({
        pattern,
        type: 'module',
      })),
      { pattern: 'chunk-*.js', type: 'module', included: false },
      { pattern: '*.map', included: false },
      { pattern: '*.css', type: 'css' },
    ].map((file) => ({ ...file, watched: false })),
    exclude: shards[name] ? [] : Object.values(shards).flat(),
    singleRun: true,
  };
}

export default async function (config) {
  const { SPECS_TO, SHARD } = process.env;
  if (SPECS_TO) {
    rmSync(SPECS_TO, { recursive: true, force: true });
    renameSync(config.basePath, SPECS_TO);
    process.exit(0);
  }
  const { seed, times } = await chance();
  process.stdout.write(`Seed ${seed}, cases times ${times}\n`);
  config.set({
    basePath: '',
    ...(SHARD && shardFiles(SHARD)),
    frameworks: ['jasmine'],
    plugins: [
      'karma-jasmine',
      'karma-chrome-launcher',
      'karma-coverage',
      { 'middleware:office-js': ['value', serveOfficeJs] },
      { 'reporter:total': ['type', TotalReporter] },
    ],
    client: {
      // A spec that takes its time on a loaded machine is no failure.
      jasmine: { random: true, seed, failSpecWithNoExpectations: true, timeoutInterval: 60_000 },
      clearContext: true,
      crmAddress: await startCrm(),
      seed,
      times,
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
    browserNoActivityTimeout: 300_000 * times,
    browserDisconnectTimeout: 60_000,
    pingTimeout: 60_000,
    restartOnFileChange: false,
  });
}
