import type { ProfileColour } from '../ports/credential-vault';

/** White text stands on each of these; they are the same in light and dark. */
export const profileColour: Readonly<Record<ProfileColour, string>> = {
  blue: '#0b57d0',
  orange: '#9a4600',
  green: '#146c2e',
  purple: '#6750a4',
  red: '#b3261e',
  teal: '#00696d',
};
