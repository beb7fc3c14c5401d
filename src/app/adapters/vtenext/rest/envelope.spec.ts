import { anySchema, loginSchema, rowsSchema } from '../../../../contract/rest';
import { type SampleName, sampleAnswer } from '../../../../contract/samples';
import { type Problem, ProblemError } from '../../../domain/problem';
import { isVtenextAnswer, openEnvelope, verdictOn } from './envelope';

function problemOf(text: string): Problem | undefined {
  try {
    openEnvelope(text, anySchema);
    return undefined;
  } catch (error) {
    return (error as ProblemError).problem;
  }
}

describe('openEnvelope', () => {
  it('gives the data of a recorded answer', () => {
    expect(openEnvelope(sampleAnswer('login-ok').text, loginSchema)).toEqual(['eUBJQ353Aissn6K']);
    expect(openEnvelope(sampleAnswer('query-messages-by-messageid-none').text, rowsSchema)).toEqual(
      [],
    );
  });

  it('skips the notices of PHP before the answer', () => {
    expect(problemOf(sampleAnswer('error-php-notices-before-json').text)).toBeUndefined();
  });

  it('trusts the status inside when PHP notices made HTTP say 200', () => {
    const { status, text } = sampleAnswer('error-php-notices-before-json-error');
    expect(status).toBe(200);
    expect(problemOf(text)).toBeDefined();
  });

  const failedSignIns: readonly (readonly [SampleName, Problem])[] = [
    ['login-wrong-password', { kind: 'signInRefused' }],
    ['error-basic-wrong-key', { kind: 'keyRefused' }],
    ['error-basic-locked', { kind: 'locked' }],
    ['error-query-no-module-permission', { kind: 'forbidden' }],
    ['error-relate-readonly-record-as-id', { kind: 'forbidden' }],
    ['error-create-message-no-module-permission', { kind: 'forbidden' }],
    [
      'error-relate-message-to-custom-module-without-messages-list',
      { kind: 'noMessagesRelation', module: 'Installations' },
    ],
    ['error-relate-nonexistent-record', { kind: 'recordGone' }],
    ['error-create-message-empty-element', { kind: 'crmRefused', status: 500 }],
    ['error-http-get', { kind: 'notVtenext' }],
    ['error-maintenance-mode', { kind: 'notVtenext' }],
    ['quirk-no-method-empty-200', { kind: 'notVtenext' }],
    ['quirk-format-xml', { kind: 'notVtenext' }],
  ];
  for (const [name, problem] of failedSignIns) {
    it(`finds ${problem.kind} in the recorded answer ${name}`, () => {
      expect(problemOf(sampleAnswer(name).text)).toEqual(problem);
    });
  }

  it('takes another program for no vtenext', () => {
    for (const text of ['<html>Welcome</html>', '{"ok":true}', '[]', 'null', '{"status":"up"}']) {
      expect(problemOf(text)).withContext(text).toEqual({ kind: 'notVtenext' });
    }
  });

  // security: connection-check
  it('tells a header that was lost on the way from a key that is refused', () => {
    const answer = (reason: string): string =>
      JSON.stringify({
        status: 401,
        error: 'InvalidLoginException',
        message: `Authentication failed - reason: ${reason}`,
      });
    expect(problemOf(answer('no username supplied'))).toEqual({ kind: 'authorizationLost' });
    expect(problemOf(answer('no password supplied'))).toEqual({ kind: 'keyRefused' });
  });

  it('refuses data of another shape', () => {
    expect(() => openEnvelope('{"status":200,"data":{}}', rowsSchema)).toThrowError(ProblemError);
  });

  // security: key-nowhere-else
  it('repeats nothing of what the server said', () => {
    const { message } = new ProblemError({ kind: 'keyRefused' });
    expect(message).toBe('keyRefused');
    expect(
      JSON.stringify(problemOf(sampleAnswer('error-create-message-empty-element').text)),
    ).not.toContain('PHPMailer');
  });
});

describe('isVtenextAnswer', () => {
  for (const name of ['error-http-get', 'error-basic-wrong-key', 'getlangs'] as const) {
    it(`is so for the recorded answer ${name}`, () => {
      expect(isVtenextAnswer(sampleAnswer(name).text)).toBeTrue();
    });
  }

  for (const text of [
    sampleAnswer('error-maintenance-mode').text,
    '',
    '<html>Welcome</html>',
    '{"status":404,"error":"Not Found","path":"/restapi/v1/vtews/getlangs"}',
    '{"ok":true}',
  ]) {
    it(`is not so for ${text.slice(0, 40) || 'nothing'}`, () => {
      expect(isVtenextAnswer(text)).toBeFalse();
    });
  }
});

describe('verdictOn', () => {
  const page = '<html><body>Login required</body></html>';

  // security: bounded-failures
  it('takes 401 for a refusal whatever the text', () => {
    for (const text of [
      page,
      '',
      '{"status":200,"data":[]}',
      sampleAnswer('error-basic-wrong-key').text.slice(0, 20),
    ]) {
      expect(verdictOn({ status: 401, text }))
        .withContext(text)
        .toBe('refused');
      expect(() => openEnvelope(text, anySchema, 401)).toThrowMatching(
        ({ problem }: ProblemError) => problem.kind === 'keyRefused',
      );
    }
  });

  it('tells a header that was lost on the way, also behind a page', () => {
    const text = `<p>Authentication failed - reason: no username supplied</p>`;
    expect(verdictOn({ status: 401, text })).toBe('neutral');
    expect(() => openEnvelope(text, anySchema, 401)).toThrowMatching(
      ({ problem }: ProblemError) => problem.kind === 'authorizationLost',
    );
  });

  it('reads recorded answers', () => {
    const seen = (name: SampleName): string => verdictOn(sampleAnswer(name));
    expect(seen('getlangs')).toBe('accepted');
    expect(seen('error-query-no-module-permission')).toBe('accepted');
    expect(seen('error-php-notices-before-json')).toBe('accepted');
    expect(seen('error-php-notices-before-json-error')).toBe('accepted');
    expect(seen('error-basic-wrong-key')).toBe('refused');
    expect(seen('error-basic-locked')).toBe('refused');
    expect(seen('error-http-get')).toBe('neutral');
    expect(seen('error-maintenance-mode')).toBe('unknown');
  });

  it('takes no JSON of a proxy for proof of the key', () => {
    for (const text of [
      page,
      '{"status":503}',
      '{"status":500,"message":"upstream"}',
      '{"status":200}',
      '{"ok":true}',
    ]) {
      expect(verdictOn({ status: 200, text }))
        .withContext(text)
        .toBe('unknown');
    }
  });
});
