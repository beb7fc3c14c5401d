import type { FastifyInstance } from 'fastify';
import type { Crm } from '../crm.ts';
import { fetchMail, type MailboxMail } from '../messages/webmail.ts';
import { ledger } from './ledger.ts';

/** What else happens to a CRM: its owner, its own mail client; and the truth about all of it. */
export function serveWorld(app: FastifyInstance, crm: Crm): void {
  app.get('/sandbox/ledger', () => ledger(crm));
  app.post('/sandbox/backup', () => {
    crm.remember();
    return { remembered: true };
  });
  app.post('/sandbox/restore', (_request, reply) => {
    const restored = crm.restore();
    if (!restored) void reply.code(409);
    return { restored };
  });
  app.post<{ Body: MailboxMail & { user: string } }>(
    '/sandbox/webmail',
    { schema: { body: mailSchema } },
    async ({ body: { user, ...mail } }, reply) => {
      const owner = crm.accounts.named(user);
      if (!owner) return reply.code(404).send({ user });
      return { id: `44x${await fetchMail(crm, owner, mail)}` };
    },
  );
}

const text = { type: 'string' } as const;
const closed = { type: 'object', additionalProperties: false } as const;

const fileSchema = { ...closed, required: ['name', 'text'], properties: { name: text, text } };
const mailSchema = {
  ...closed,
  required: ['user', 'messageid', 'subject', 'mfrom', 'mdate'],
  properties: {
    user: text,
    messageid: text,
    subject: text,
    mfrom: text,
    mto: text,
    description: text,
    mdate: { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$` },
    files: { type: 'array', items: fileSchema },
  },
};
