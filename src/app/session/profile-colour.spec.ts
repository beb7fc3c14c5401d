import { PROFILE_COLOURS } from '../ports/credential-vault';
import { profileColour } from './profile-colour';

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('profileColour', () => {
  for (const colour of PROFILE_COLOURS) {
    // security: several-accounts
    it(`lets white text be read on ${colour}, at a contrast of at least 4.5:1`, () => {
      expect(1.05 / (luminance(profileColour[colour]) + 0.05)).toBeGreaterThanOrEqual(4.5);
    });
  }
});
