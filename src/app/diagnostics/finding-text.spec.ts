import { FINDINGS, type Finding, TOPICS, outcomeOf } from '../domain/finding';
import { findingText, topicTitle } from './finding-text';

const all = TOPICS.flatMap((topic) =>
  Object.keys(FINDINGS[topic]).map((code) => ({ topic, code }) as Finding),
);

describe('findingText', () => {
  for (const finding of all) {
    it(`says what ${finding.topic} ${finding.code} is, and what mends it where it is wrong`, () => {
      const { what, fix } = findingText({ ...finding, facts: { host: 'Outlook', minutes: '10' } });
      expect(what).toMatch(/^[A-Z].{10,}/);
      const isWrong = ['failed', 'warning'].includes(outcomeOf(finding));
      expect(fix !== undefined).toBe(isWrong || finding.code === 'noAddress');
    });
  }

  it('has a title for each topic', () => {
    expect(new Set(TOPICS.map(topicTitle)).size).toBe(TOPICS.length);
  });

  it('names the policies that mend Local Network Access', () => {
    for (const code of ['blocked', 'possible'] as const) {
      const { fix } = findingText({ topic: 'localNetwork', code });
      expect(fix).toContain('LocalNetworkAccessAllowedForUrls');
      expect(fix).toContain('InsecurePrivateNetworkRequestsAllowedForUrls');
    }
  });

  it('needs the test on the command line where a browser cannot tell', () => {
    const needing = all.filter((finding) => findingText(finding).needsTest);
    expect(needing.map(({ topic, code }) => `${topic}.${code}`)).toEqual([
      'server.silent',
      'server.slow',
      'redirect.redirected',
      'restPath.notVtenext',
      'cors.unreadable',
      'preflight.refused',
    ]);
  });
});
