import {
  CACHING,
  OTHER_HEADERS,
  type PolicyOptions,
  TRANSPORT_SECURITY,
  policyHeader,
} from './policy.ts';

/** Files of the build that are named for their content, by how their names begin. */
const NAMED = ['chunk', 'main', 'polyfills', 'styles', 'trust'];
const GENERATED = 'Written by `npm run hosting` from deploy/policy.ts; write there, not here.';

/** The ready files for each kind of host, by their path below `deploy/hosting`. */
export function hostingFiles(options: PolicyOptions = {}): Readonly<Record<string, string>> {
  const headers = {
    'Content-Security-Policy': policyHeader(options),
    ...OTHER_HEADERS,
    'Strict-Transport-Security': TRANSPORT_SECURITY,
  };
  return {
    'nginx.conf': nginx(headers),
    'apache/.htaccess': apache(headers),
    'iis/web.config': iis(headers),
    'azure/staticwebapp.config.json': azure(headers),
    'netlify-or-cloudflare/_headers': underscoreHeaders(headers),
  };
}

type Headers = Readonly<Record<string, string>>;

/** What a file in a folder says holds for the folder, but this for the whole host. */
const HOST_WIDE =
  'Where the host has nothing but the pane, or all of it is reached over https alone:';

const ofFolder = (headers: Headers): Headers =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'Strict-Transport-Security'),
  );

const lines = (headers: Headers, line: (name: string, value: string) => string): string =>
  Object.entries(headers)
    .map(([name, value]) => line(name, value))
    .join('\n');

/** Headers stand in one place: an `add_header` in a location would drop all others. */
function nginx(headers: Headers): string {
  return `# ${GENERATED}
# Include it in the http block; the server's names, certificate and root are yours.
map $uri $pane_caching {
    default "${CACHING.other}";
    ~/(index\\.html)?$ "${CACHING.page}";
    "~-[A-Za-z0-9_-]{8}\\.(js|css)$" "${CACHING.named}";
}

server {
    listen 443 ssl;
    server_name addin.example.com;
    ssl_certificate /etc/ssl/addin.example.com.pem;
    ssl_certificate_key /etc/ssl/addin.example.com.key;
    root /srv/pane;

${lines(headers, (name, value) => `    add_header ${name} "${value}" always;`)}
    add_header Cache-Control $pane_caching always;

    gzip on;
    gzip_types text/css text/javascript application/javascript application/json;
}
`;
}

function apache(headers: Headers): string {
  return `# ${GENERATED}
# Lies beside index.html; needs mod_headers, and AllowOverride FileInfo for the folder.
${lines(ofFolder(headers), (name, value) => `Header always set ${name} "${value}"`)}
# ${HOST_WIDE}
# Header always set Strict-Transport-Security "${TRANSPORT_SECURITY}"
Header always unset X-Frame-Options
Header unset X-Frame-Options
Header set Cache-Control "${CACHING.other}"
<FilesMatch "^index\\.html$">
    Header set Cache-Control "${CACHING.page}"
</FilesMatch>
<FilesMatch "-[A-Za-z0-9_-]{8}\\.(js|css)$">
    Header set Cache-Control "${CACHING.named}"
</FilesMatch>
`;
}

function iis(headers: Headers): string {
  const caching = (value: string): string =>
    `<staticContent><clientCache cacheControlMode="NoControl" cacheControlCustom="${value}" /></staticContent>`;
  const location = (path: string, value: string): string => `  <location path="${path}">
    <system.webServer>${caching(value)}</system.webServer>
  </location>`;
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- ${GENERATED} Lies beside index.html. -->
<configuration>
  <system.webServer>
    ${caching(CACHING.named)}
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
        <remove name="X-Frame-Options" />
${lines(ofFolder(headers), (name, value) => `        <remove name="${name}" />\n        <add name="${name}" value="${value}" />`)}
        <!-- ${HOST_WIDE}
        <add name="Strict-Transport-Security" value="${TRANSPORT_SECURITY}" />
        -->
      </customHeaders>
    </httpProtocol>
  </system.webServer>
${location('index.html', CACHING.page)}
${['config.json', 'icons', '3rdpartylicenses.txt'].map((path) => location(path, CACHING.other)).join('\n')}
</configuration>
`;
}

function azure(headers: Headers): string {
  const route = (path: string, value: string) => ({
    route: path,
    headers: { 'Cache-Control': value },
  });
  const configuration = {
    globalHeaders: headers,
    routes: [
      route('/', CACHING.page),
      route('/index.html', CACHING.page),
      ...NAMED.map((name) => route(`/${name}-*`, CACHING.named)),
      route('/*', CACHING.other),
    ],
  };
  return `${JSON.stringify(configuration, null, 2)}\n`;
}

function underscoreHeaders(headers: Headers): string {
  const caching = (path: string, value: string): string => `${path}\n  Cache-Control: ${value}`;
  return `# ${GENERATED}
# Lies beside index.html. Both hosts ask again for other files by themselves.
/*
${lines(headers, (name, value) => `  ${name}: ${value}`)}
${caching('/', CACHING.page)}
${caching('/index.html', CACHING.page)}
${NAMED.map((name) => caching(`/${name}-*`, CACHING.named)).join('\n')}
`;
}
