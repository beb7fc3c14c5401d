import {
  attachmentBytes,
  isShownInBody,
  type MailAttachment,
  type MailPerson,
  type ParsedMail,
} from '../eml.ts';
import { base64 } from '../base64.ts';
import type { Selection } from '../mail-item.ts';
import { element, readableSize } from './dom.ts';

/** The body may load nothing and run nothing: pictures only as `data:`. */
const bodyPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:";
const recipientsShown = 10;

/** Shows a mail, or that none is selected, in `article`. */
export function showMessage(article: HTMLElement, selection: Selection): void {
  if (!selection) {
    article.replaceChildren(element('p', { class: 'empty' }, 'Select a mail to read it.'));
    return;
  }
  const { mail } = selection;
  const subject = mail.subject || '(no subject)';
  article.replaceChildren(
    element('h2', { class: 'subject' }, subject),
    heading(mail),
    ...attachmentChips(mail),
    ...(mail.refuses.includes('body') ? [protection()] : []),
    bodyFrame(mail),
  );
}

function heading(mail: ParsedMail): HTMLElement {
  const from = mail.from ?? { name: '(unknown)', address: '' };
  const behalf = mail.sender && mail.sender.address !== from.address ? mail.sender : undefined;
  const initials = from.name
    .split(/\s+/)
    .slice(0, 2)
    .map(([letter = '']) => letter.toUpperCase())
    .join('');
  return element(
    'div',
    { class: 'heading' },
    element('span', { class: 'avatar', 'aria-hidden': 'true' }, initials),
    element(
      'div',
      { class: 'who' },
      element('p', { class: 'from' }, element('strong', {}, from.name), ` <${from.address}>`),
      ...(behalf ? [element('p', { class: 'line' }, `Sent by ${named(behalf)}`)] : []),
      ...recipientLine('To', mail.to),
      ...recipientLine('Cc', mail.cc),
      ...recipientLine('Bcc', mail.bcc),
    ),
    element('time', { datetime: mail.sentAt ?? '' }, mail.sentAt ? longDate(mail.sentAt) : ''),
  );
}

function recipientLine(label: string, people: readonly MailPerson[]): HTMLElement[] {
  if (people.length === 0) return [];
  const more = people.length - recipientsShown;
  const names = people
    .slice(0, recipientsShown)
    .map(({ name, address }) => name || address)
    .join('; ');
  const text = `${label}: ${more > 0 ? `${names}; and ${more} more` : names}`;
  return [element('p', { class: 'line', title: people.map(named).join('; ') }, text)];
}

function named({ name, address }: MailPerson): string {
  return name && name !== address ? `${name} <${address}>` : address;
}

function attachmentChips(mail: ParsedMail): HTMLElement[] {
  const chips = mail.attachments
    .filter((attachment) => !isShownInBody(mail, attachment))
    .map((attachment) => element('li', {}, attachmentLink(attachment)));
  if (chips.length === 0) return [];
  return [element('ul', { class: 'attachments', 'aria-label': 'Attachments' }, ...chips)];
}

function attachmentLink(attachment: MailAttachment): HTMLElement {
  const size = attachment.kind === 'cloud' ? 'in the cloud' : readableSize(attachment.size);
  const link = element(
    'a',
    { href: '#', class: 'chip' },
    element('span', { class: 'name' }, attachment.name),
    element('span', { class: 'size' }, size),
  );
  if (attachment.kind === 'cloud') {
    link.title = attachment.url;
    link.addEventListener('click', (event) => event.preventDefault());
    return link;
  }
  const extension = { file: '', mail: '.eml', event: '.ics' }[attachment.kind];
  link.download = attachment.name + extension;
  // The copy is made only when asked for: some have 10 MB.
  link.addEventListener('click', () => {
    const url = URL.createObjectURL(new Blob([attachmentBytes(attachment) as BlobPart]));
    link.href = url;
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  });
  return link;
}

function protection(): HTMLElement {
  return element(
    'p',
    { class: 'protection' },
    'This mail is protected: Outlook shows it, but hands nothing of it to an add-in.',
  );
}

function bodyFrame(mail: ParsedMail): HTMLIFrameElement {
  const frame = element('iframe', { class: 'body', title: 'Message body', sandbox: '' });
  const head =
    `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${bodyPolicy}">` +
    '<style>:root{color-scheme:light}body{font:15px/1.5 system-ui,sans-serif;margin:16px}' +
    'pre{white-space:pre-wrap}img{max-width:100%}</style>';
  frame.srcdoc = `<!doctype html>${head}${withInlineImages(mail)}`;
  return frame;
}

function withInlineImages({ html, attachments }: ParsedMail): string {
  return attachments.reduce(
    (body, attachment) =>
      attachment.contentId && attachment.kind === 'file'
        ? body.replaceAll(`cid:${attachment.contentId}`, dataUrl(attachment))
        : body,
    html,
  );
}

function dataUrl({ contentType, bytes }: MailAttachment & { kind: 'file' }): string {
  return `data:${contentType ?? 'image/png'};base64,${base64(bytes)}`;
}

function longDate(iso: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return format.format(new Date(iso));
}
