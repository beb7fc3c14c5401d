import type { Crm } from '../crm.ts';
import type { Module } from '../metadata/catalogue.ts';
import type { Field } from '../metadata/module-definition.ts';
import { referenceId } from '../methods/present.ts';
import { recordLabel } from '../methods/record-label.ts';
import type { Entry, Values } from '../store/records.ts';
import { tableOf } from '../store/schema.ts';
import { decodeEntities } from '../text/stored-text.ts';
import { listedSender } from './listed-sender.ts';
import { type Html, html } from './html.ts';

/** Records that one page lists. */
const pageLength = 200;

/** The way from the start to a page: names and addresses. */
type Trail = readonly (readonly [name: string, address: string])[];

export function layout(title: string, trail: Trail, content: Html): string {
  const crumbs = [['CRM', '/crm'] as const, ...trail];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Sandbox CRM</title>
        <link rel="stylesheet" href="/crm/assets/crm.css" />
      </head>
      <body>
        <header>
          <nav aria-label="Breadcrumb">
            ${crumbs.map(([name, address]) => html`<a href="${address}">${name}</a>`)}
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`.text;
}

export function homePage(crm: Crm): string {
  const rows = crm.catalogue.modules
    .filter((module) => module.isEntity && module.name !== 'Users')
    .map((module) => ({ module, count: countOf(crm, module) }))
    .filter(({ count }) => count > 0);
  return layout(
    'Modules',
    [],
    html`<ul class="modules">
        ${rows.map(
          ({ module, count }) =>
            html`<li>
              <a href="/crm/${module.name}">${module.definition.label}</a> <span>${count}</span>
            </li>`,
        )}
      </ul>
      <p><a href="/sandbox/faults">Behave badly</a></p>`,
  );
}

export function modulePage(crm: Crm, module: Module): string {
  const rows = crm.database.all(
    `SELECT number FROM ${tableOf(module)} WHERE deleted = 0 ORDER BY number LIMIT ?`,
    pageLength,
  );
  const entries = rows.map((row) => ({ number: Number(row['number']), module, deleted: false }));
  const hidden = countOf(crm, module) - entries.length;
  return layout(
    module.definition.label,
    [],
    html` <ul>
        ${entries.map((entry) => html`<li>${recordLink(crm, entry)}</li>`)}
      </ul>
      ${hidden > 0 ? html`<p>${hidden} more are not shown.</p>` : undefined}`,
  );
}

export function recordPage(crm: Crm, entry: Entry): string {
  const { module, number } = entry;
  const values = crm.records.read(module, number) ?? {};
  return layout(
    recordLabel(crm, entry) || idOf(entry),
    [moduleCrumb(module)],
    html` <p class="kind">${module.definition.label} ${idOf(entry)}</p>
      ${module.name === 'Documents' ? documentFile(crm, entry) : undefined}
      <section aria-labelledby="messages">
        <h2 id="messages">Messages</h2>
        ${messageList(crm, number)}
      </section>
      <section aria-labelledby="documents">
        <h2 id="documents">Documents</h2>
        ${documentList(crm, crm.links.documentsOf(number))}
      </section>
      <section aria-labelledby="fields">
        <h2 id="fields">Fields</h2>
        ${fieldList(crm, module, values)}
      </section>`,
  );
}

export function messagePage(crm: Crm, entry: Entry): string {
  const { module, number } = entry;
  const values = crm.records.read(module, number) ?? {};
  const owner = crm.accounts.numbered(Number(values['assigned_user_id']))?.definition.name ?? '';
  const hash = values['messagehash'] ?? '';
  const header: readonly (readonly [string, string])[] = [
    ['From', values['mfrom_n'] || values['mfrom'] || ''],
    // What was stored, as it is (REST API 14.17).
    ['From, in the details', values['mfrom_f'] || values['mfrom'] || ''],
    ['To', values['mto_f'] || values['mto'] || ''],
    ['Cc', values['mcc_f'] || values['mcc'] || ''],
    ['Bcc', values['mbcc_f'] || values['mbcc'] || ''],
    ['Date', `${values['mdate'] ?? ''} (${crm.settings.serverZone})`],
    ['Message-ID', values['messageid'] ?? ''],
    ['Stored by', `${owner}, ${values['mvisibility'] || 'private'}`],
  ];
  const records = crm.links.recordsOf(hash).flatMap((each) => crm.records.find(each) ?? []);
  return layout(
    openedSubject(values['subject'] ?? '') || '(no subject)',
    [moduleCrumb(module)],
    html` ${definitionList(header.filter(([, value]) => value !== ''))}
      <section aria-labelledby="records">
        <h2 id="records">Linked to</h2>
        <ul>
          ${records.map((each) => html`<li>${recordLink(crm, each)}</li>`)}
        </ul>
      </section>
      <section aria-labelledby="files">
        <h2 id="files">Files</h2>
        ${documentList(crm, crm.links.documentsOf(number))}
      </section>
      <section aria-labelledby="body">
        <h2 id="body">Body</h2>
        <iframe sandbox title="Stored body" srcdoc="${values['cleaned_body'] ?? ''}"></iframe>
      </section>`,
  );
}

/** The opened message shows `&amp;` as it is stored; the list decodes it (REST API 14.17). */
function openedSubject(stored: string): string {
  return stored.split('&amp;').map(decodeEntities).join('&amp;');
}

function messageList(crm: Crm, record: number): Html {
  const messages = crm.links.messagesOf(record);
  if (messages.length === 0) return html`<p class="none">None</p>`;
  const module = crm.catalogue.get('Messages');
  return html`<table>
    <thead>
      <tr>
        <th>Date</th>
        <th>From</th>
        <th>Subject</th>
      </tr>
    </thead>
    <tbody>
      ${messages.map(({ number }) => {
        const values = crm.records.read(module, number) ?? {};
        return html`<tr>
          <td>${values['mdate'] ?? ''}</td>
          <td>${listedSender(values['mfrom_f'] ?? '')}</td>
          <td><a href="/crm/Messages/${number}">${decodeEntities(values['subject'] ?? '')}</a></td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function documentList(crm: Crm, documents: readonly number[]): Html {
  if (documents.length === 0) return html`<p class="none">None</p>`;
  const module = crm.catalogue.get('Documents');
  return html`<ul>
    ${documents.map((number) => {
      const title = crm.records.read(module, number)?.['notes_title'] ?? '';
      return html`<li>
        <a href="/crm/Documents/${number}">${title}</a> ${downloadLink(crm, number)}
      </li>`;
    })}
  </ul>`;
}

/** A document's own file, and where it is listed. */
function documentFile(crm: Crm, { number }: Entry): Html {
  const records = crm.links
    .recordsOfDocument(number)
    .flatMap((each) => crm.records.find(each) ?? []);
  return html`<section aria-labelledby="file">
    <h2 id="file">File</h2>
    <p>${downloadLink(crm, number)}</p>
    <ul>
      ${records.map((each) => html`<li>${recordLink(crm, each)}</li>`)}
    </ul>
  </section>`;
}

function downloadLink(crm: Crm, document: number): Html {
  const file = crm.files.ofDocument(document);
  if (!file) return html`<span class="none">no file</span>`;
  return html`<a class="download" href="/crm/files/${document}">
    Download ${file.name}, ${file.size} bytes
  </a>`;
}

function fieldList(crm: Crm, module: Module, values: Values): Html {
  const pairs = module.fields
    .filter((field) => (values[field.name] ?? '') !== '' && field.type !== 'file')
    .map((field) => [field.label, shownValue(crm, field, values[field.name] ?? '')] as const);
  return definitionList(pairs);
}

function shownValue(crm: Crm, field: Field, value: string): string {
  if (field.type === 'owner') {
    return crm.accounts.numbered(Number(value))?.definition.name ?? value;
  }
  if (field.type !== 'reference') return value;
  const id = referenceId(crm, field, value);
  const target = id === '' || id.startsWith('19x') ? undefined : crm.records.find(Number(value));
  return target ? recordLabel(crm, target) : id;
}

function definitionList(pairs: readonly (readonly [string, string])[]): Html {
  return html`<dl>
    ${pairs.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function recordLink(crm: Crm, entry: Entry): Html {
  const label = decodeEntities(recordLabel(crm, entry)) || idOf(entry);
  return html`<a href="/crm/${entry.module.name}/${entry.number}">${label}</a>`;
}

function moduleCrumb(module: Module): readonly [string, string] {
  return [module.definition.label, `/crm/${module.name}`];
}

function idOf({ module, number }: Entry): string {
  return `${module.prefix}x${number}`;
}

function countOf(crm: Crm, module: Module): number {
  const row = crm.database.first(
    `SELECT count(*) AS count FROM ${tableOf(module)} WHERE deleted = 0`,
  );
  return Number(row?.['count'] ?? 0);
}
