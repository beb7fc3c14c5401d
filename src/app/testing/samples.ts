import type { DocumentOrigin, MessageDraft } from '../domain/archive';
import type { CrmModule, CrmRecord } from '../domain/crm';
import type { Attachment, Envelope, Mail, OpenItem } from '../domain/mail';
import type { MailIdentity } from '../domain/mail-identity';
import type { OtherSide } from '../domain/other-side';
import type { Account } from '../domain/account';

export const anAccount: Account = { crmAddress: 'https://crm.example', userName: 'mario' };

/** A mail from Anna Rossi to the demo user, with what the test names. */
export function aMail(named: Partial<Mail> = {}): Mail {
  return {
    itemId: 'item-1',
    subject: 'Offer',
    from: { name: 'Anna Rossi', address: 'anna.rossi@rossi-impianti.example' },
    sender: { name: 'Anna Rossi', address: 'anna.rossi@rossi-impianti.example' },
    to: [{ name: 'Demo User', address: 'demo@vendor.example' }],
    cc: [],
    messageId: '<1@rossi-impianti.example>',
    createdAt: '2026-11-20T09:00:00.000Z',
    sentByUser: false,
    own: ['demo@vendor.example'],
    body: '<p>Hello</p>',
    attachments: [],
    abilities: { attachments: true, headers: true, original: false },
    ...named,
  };
}

/** The other side of `aMail`. */
export function aSide(named: Partial<OtherSide> = {}): OtherSide {
  const { name, address } = aMail().from;
  const anna = { role: 'from' as const, position: 0, name, address };
  return {
    sentByUser: false,
    people: [anna],
    principals: [anna],
    habitual: [anna],
    andOthers: false,
    ...named,
  };
}

export function anOpenMail(
  named: Partial<Extract<OpenItem, { kind: 'mail' }>> = {},
): Extract<OpenItem, { kind: 'mail' }> {
  const { itemId, subject, from } = aMail();
  return { kind: 'mail', itemId, subject, from, ...named };
}

export function anEnvelope(named: Partial<Envelope> = {}): Envelope {
  const { from, to } = aMail();
  return {
    messageId: '<1@rossi-impianti.example>',
    messageIdSource: 'item',
    sentAt: '2026-11-20T08:59:00.000Z',
    sentAtIsExact: true,
    from,
    replyTo: [],
    to,
    cc: [],
    bcc: [],
    recipientsMayBeCut: false,
    inReplyTo: '',
    references: '',
    ...named,
  };
}

export function anAttachment(named: Partial<Attachment> = {}): Attachment {
  return {
    id: 'att-1',
    name: 'offer.pdf',
    size: 1000,
    kind: 'file',
    inline: false,
    contentType: 'application/pdf',
    ...named,
  };
}

export function aModule(named: Partial<CrmModule> = {}): CrmModule {
  return { name: 'Contacts', label: 'Contacts', singular: 'Contact', hasEmail: true, ...named };
}

export function aRecord(named: Partial<CrmRecord> = {}): CrmRecord {
  return {
    id: '4x50',
    module: 'Contacts',
    moduleLabel: 'Contact',
    label: 'Anna Rossi',
    detail: 'anna.rossi@rossi-impianti.example',
    reasons: [
      {
        kind: 'address',
        role: 'from',
        position: 0,
        address: 'anna.rossi@rossi-impianti.example',
        named: true,
      },
    ],
    ...named,
  };
}

/** What a link's own is marked with. */
export const anAttempt = '0123456789abcdef01234567';

/**
 * What the mail of `aDraft` is known again by; the digest is none that anything was computed of.
 */
export function anIdentity(named: Partial<MailIdentity> = {}): MailIdentity {
  return {
    messageId: '<abc-1.20261120@mail.acme.example.com>',
    subject: 'Hello from Outlook: offer 42',
    sender: 'luca.bianchi@acme.example.com',
    sentAt: '2026-11-20T09:15:00.000Z',
    sentAtIsExact: true,
    digest: 'd0d1d2d3d4d5d6d7d8d9dadb',
    derivedIds: [
      '<aaaaaaaaaaaaaaaaaaaaaaaa@mail-connector.invalid>',
      '<bbbbbbbbbbbbbbbbbbbbbbbb@mail-connector.invalid>',
    ],
    ...named,
  };
}

/** What documents of the sample link are marked with. */
export const anOrigin: DocumentOrigin = {
  attempt: anAttempt,
  sender: 'luca.bianchi@acme.example.com',
  sentAt: '2026-11-20T09:15:00.000Z',
};

/** A mail to be kept, as the recorded one that the CRM answers to. */
export function aDraft(named: Partial<MessageDraft> = {}): MessageDraft {
  return {
    identity: anIdentity(),
    attempt: anAttempt,
    idIsTaken: false,
    recordIds: [],
    subject: 'Hello from Outlook: offer 42',
    from: { name: 'Luca Bianchi', address: 'luca.bianchi@acme.example.com' },
    replyTo: [],
    to: [
      { name: 'Admin', address: 'admin@crm.example.com' },
      { name: '', address: 'second@crm.example.com' },
    ],
    cc: [],
    bcc: [],
    sentAt: '2026-11-20T09:15:00.000Z',
    body: '<p>Dear Luca</p>',
    inReplyTo: '',
    references: '',
    zones: [new Intl.DateTimeFormat().resolvedOptions().timeZone],
    visibility: 'Public',
    ...named,
  };
}
