import { translate } from '../vtql/translator.ts';
import type { Method } from './call.ts';
import { presentRow } from './present.ts';

/** Answers a VTQL query: a list of rows, or of one count (REST API 5). */
export const query: Method = (crm, { user, parameters }) => {
  const statement = translate(parameters.text('query'), user, crm.catalogue);
  if (!statement) return [];
  const rows = crm.database.all(statement.sql, ...statement.values);
  const { fields, module } = statement;
  if (!fields) return rows.map((row) => ({ count: String(row['count']) }));
  return rows.map((row) => presentRow(crm, user, module, fields, row));
};
