import type * as z from 'zod/mini';
import {
  describeSchema,
  envelopeSchema,
  listTypesSchema,
  loginSchema,
  recordSchema,
  rowsSchema,
} from './rest';
import { type SampleName, sampleAnswer, sampleNames } from './samples';

const answered = (name: SampleName): unknown => JSON.parse(sampleAnswer(name).text);
const dataOf = (name: SampleName): unknown => envelopeSchema.parse(answered(name)).data;

const parsed: readonly (readonly [SampleName, z.ZodMiniType])[] = [
  ['login-ok', loginSchema],
  ['listtypes-restricted', listTypesSchema],
  ['listtypes-fieldtype-email-restricted', listTypesSchema],
  ['e2e-03-describe-contacts', describeSchema],
  ['feature-describe-installations', describeSchema],
  ['describe-documents-restricted', describeSchema],
  ['e2e-04-query-contacts-by-email', rowsSchema],
  ['query-messages-by-messageid', rowsSchema],
  ['query-messages-by-messageid-none', rowsSchema],
  ['e2e-11-query-new-documents', rowsSchema],
  ['create-message-link', recordSchema],
  ['create-message-body-empty', recordSchema],
  ['e2e-08-create-message-with-two-attachments', recordSchema],
  ['e2e-13-create-document-separately', recordSchema],
  ['create-document-empty-file', recordSchema],
  ['revise-message-mdate', recordSchema],
];

describe('the contract', () => {
  for (const [name, schema] of parsed) {
    it(`holds for the recorded answer ${name}`, () => {
      expect(schema.safeParse(dataOf(name)).error).toBeUndefined();
    });
  }

  it('holds for the envelope of every recorded answer that is clean JSON', () => {
    const clean = sampleNames.filter((name) => sampleAnswer(name).text.startsWith('{'));
    expect(clean.length).toBeGreaterThan(25);
    for (const name of clean) {
      expect(envelopeSchema.safeParse(answered(name)).success)
        .withContext(name)
        .toBeTrue();
    }
  });

  const malformed: readonly (readonly [string, unknown, z.ZodMiniType])[] = [
    ['a key that is no text', [42], loginSchema],
    ['a type list that is a map', { types: {}, information: {} }, listTypesSchema],
    ['a description without fields', { name: 'Contacts', label: 'Contacts' }, describeSchema],
    ['a row without an id', [{ lastname: 'Rossi' }], rowsSchema],
    ['a row whose value is a map', [{ id: '4x1', lastname: {} }], rowsSchema],
    ['rows that are a map', { id: '4x1' }, rowsSchema],
  ];
  for (const [what, data, schema] of malformed) {
    it(`refuses ${what}`, () => {
      expect(schema.safeParse(data).success).toBeFalse();
    });
  }
});
