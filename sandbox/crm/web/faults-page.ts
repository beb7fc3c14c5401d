import type { Crm, UploadLimits } from '../crm.ts';
import { type Faults, faultKinds } from '../http/faults.ts';
import type { Line } from '../line/line.ts';
import { type Html, html } from './html.ts';
import { layout } from './pages.ts';

const form = (action: string, label: string, content: Html): Html =>
  html` <form method="post" action="/sandbox/${action}">
    ${content}
    <button type="submit">${label}</button>
  </form>`;

const field = (name: string, label: string, value: string | number = '', type = 'text'): Html =>
  html`<label>${label} <input name="${name}" type="${type}" value="${value}" /></label> `;

/** How the CRM behaves badly at present, and the ways in which it can (`/sandbox/faults`). */
export function faultsPage(crm: Crm, faults: Faults, line: Line): string {
  const { limits, serverZone, withoutMessages } = crm.settings;
  return layout(
    'Behave badly',
    [],
    html` ${faultList(faults)} ${newFault} ${uploadLimits(limits)} ${lineRate(line)}
    ${relations(withoutMessages)} ${timeZone(serverZone)}`,
  );
}

const section = (id: string, heading: string, content: Html): Html =>
  html`<section aria-labelledby="${id}">
    <h2 id="${id}">${heading}</h2>
    ${content}
  </section>`;

function faultList({ all }: Faults): Html {
  const rows = all.map(
    ({ method, nth, kind, value }) =>
      html`<tr>
        <td>${method}</td>
        <td>${nth ?? 'each'}</td>
        <td>${kind}</td>
        <td>${value ?? ''}</td>
      </tr>`,
  );
  const table = html`<table>
    <thead>
      <tr>
        <th>Method</th>
        <th>Call</th>
        <th>Kind</th>
        <th>Value</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return section(
    'set',
    'Faults that are set',
    html`${rows.length === 0 ? html`<p class="none">None</p>` : table}
    ${form('faults/clear', 'Clear all', html``)}`,
  );
}

const newFault = section(
  'add',
  'One more',
  form(
    'faults',
    'Set',
    html` ${field('method', 'Method (* for all)', '*')}
      ${field('nth', 'Which call from now on (empty for each)', '', 'number')}
      <label
        >Kind
        <select name="kind">
          ${faultKinds.map((kind) => html`<option>${kind}</option>`)}
        </select></label
      >
      ${field('value', 'Milliseconds, for latency', '', 'number')}`,
  ),
);

const uploadLimits = (limits: UploadLimits): Html =>
  section(
    'limits',
    'Upload limits',
    form(
      'limits',
      'Set',
      html` ${field('perFile', 'Bytes of a file', limits.perFile, 'number')}
      ${field('perRequest', 'Bytes of a request', limits.perRequest, 'number')}
      ${field('maxFiles', 'Files in a request', limits.maxFiles, 'number')}`,
    ),
  );

function lineRate({ bitsPerSecond }: Line): Html {
  const label = 'Bits per second each way (empty for unlimited)';
  const rate = field('bitsPerSecond', label, bitsPerSecond || '', 'number');
  return section('line', 'Rate of the line', form('line', 'Set', rate));
}

const relations = (withoutMessages: ReadonlySet<string>): Html =>
  section(
    'relations',
    `Modules without messages: ${[...withoutMessages].join(', ') || 'none'}`,
    form(
      'relations',
      'Set',
      html` ${field('module', 'Module')}
        <label
          >Messages
          <select name="messages">
            <option value="false">removed</option>
            <option value="true">there</option>
          </select></label
        >`,
    ),
  );

const timeZone = (serverZone: string): Html =>
  section(
    'settings',
    'Time zone of the server',
    form('settings', 'Set', field('serverZone', 'IANA name', serverZone)),
  );
