import { areSimilarNames } from './similar-name';

describe('areSimilarNames', () => {
  const alike: readonly (readonly [string, string])[] = [
    ['Anna Rossi', 'ROSSI Anna'],
    ['José Núñez', 'jose nunez'],
    ['Acme S.p.A.', 'ACME'],
    ['Rossi', 'Anna Rossi'],
    ['Weiß GmbH', 'Weiss'],
    ['Ing. Anna Maria Rossi', 'Anna Rossi'],
    ["D'Amico Luca", 'Luca D’Amico'],
    ['Jean-Paul Martin', 'Jean Paul Martin'],
  ];
  for (const [one, other] of alike) {
    it(`finds “${one}” and “${other}” alike`, () => {
      expect(areSimilarNames(one, other)).toBeTrue();
    });
  }
  const different: readonly (readonly [string, string])[] = [
    ['Anna Rossi', 'Anna Bianchi'],
    ['', 'Anna'],
    ['Acme S.p.A.', 'Beta S.p.A.'],
    ['Anna', 'Annabella'],
  ];
  for (const [one, other] of different) {
    it(`keeps “${one}” and “${other}” apart`, () => {
      expect(areSimilarNames(one, other)).toBeFalse();
    });
  }
});
