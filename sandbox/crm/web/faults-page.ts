import type { Crm } from '../crm.ts';
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
  const rows = faults.all.map(
    ({ method, nth, kind, value }) =>
      html`<tr>
        <td>${method}</td>
        <td>${nth ?? 'each'}</td>
        <td>${kind}</td>
        <td>${value ?? ''}</td>
      </tr>`,
  );
  return layout(
    'Behave badly',
    [],
    html` <section aria-labelledby="set">
        <h2 id="set">Faults that are set</h2>
        ${
          rows.length === 0
            ? html`<p class="none">None</p>`
            : html`<table>
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
              </table>`
        }
        ${form('faults/clear', 'Clear all', html``)}
      </section>
      <section aria-labelledby="add">
        <h2 id="add">One more</h2>
        ${form(
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
        )}
      </section>
      <section aria-labelledby="limits">
        <h2 id="limits">Upload limits</h2>
        ${form(
          'limits',
          'Set',
          html` ${field('perFile', 'Bytes of a file', limits.perFile, 'number')}
          ${field('perRequest', 'Bytes of a request', limits.perRequest, 'number')}
          ${field('maxFiles', 'Files in a request', limits.maxFiles, 'number')}`,
        )}
      </section>
      <section aria-labelledby="line">
        <h2 id="line">Rate of the line</h2>
        ${form(
          'line',
          'Set',
          field(
            'bitsPerSecond',
            'Bits per second each way (empty for unlimited)',
            line.bitsPerSecond || '',
            'number',
          ),
        )}
      </section>
      <section aria-labelledby="relations">
        <h2 id="relations">
          Modules without messages: ${[...withoutMessages].join(', ') || 'none'}
        </h2>
        ${form(
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
        )}
      </section>
      <section aria-labelledby="settings">
        <h2 id="settings">Time zone of the server</h2>
        ${form('settings', 'Set', field('serverZone', 'IANA name', serverZone))}
      </section>`,
  );
}
