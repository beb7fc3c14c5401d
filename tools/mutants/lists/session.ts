import type { Mutant } from '../mutants.ts';

/** Signing in and out, and from one account to another. */
export const session: readonly Mutant[] = [
  {
    id: 'sixth-attempt-not-asked',
    breaks: 'An attempt that may lock the account is sent without a question.',
    file: 'session/session.effects.ts',
    find: 'count < ATTEMPTS || isConfirmed',
    becomes: 'count <= ATTEMPTS || isConfirmed',
    specs: ['session/session.effects.spec.ts'],
  },
  {
    id: 'journal-survives-sign-out',
    breaks: 'Subjects of mails and names of records stay on the device after signing out.',
    file: 'session/account-menu.effects.ts',
    find: '[cache, favourites, journal]',
    becomes: '[cache, favourites]',
    specs: ['session/session.effects.spec.ts'],
  },
  {
    id: 'links-pass-to-another',
    breaks: 'Links and stars of one account are there for whoever signs in after it.',
    file: 'machine/account.reducer.ts',
    find: 'state.account && !isSameAccount(state.account, account)',
    becomes: 'false',
    specs: ['machine/account.reducer.spec.ts', 'machine/links.reducer.spec.ts'],
  },
  {
    id: 'switch-amid-a-link',
    breaks: 'A link that is under way goes on in another CRM when the account is switched.',
    file: 'session/account.effects.ts',
    find: '!Object.values(links).some(isUnderWay)',
    becomes: 'true',
    specs: ['session/account.effects.spec.ts'],
  },
  {
    id: 'signed-in-after-sign-out',
    breaks: 'After signing out, the next start of the pane is signed in to another account.',
    file: 'adapters/browser/browser-credential-vault.ts',
    find: 'newest.usedAt > 0',
    becomes: 'newest.usedAt >= 0',
    specs: ['adapters/browser/vault-profiles.spec.ts'],
  },
  {
    id: 'sign-out-by-letter-case',
    breaks: 'What is under way writes on after a sign-out under a name in another letter case.',
    file: 'adapters/browser/signed-out.ts',
    find: 'this.accounts.some((one) => isSameAccount(one, account))',
    becomes: 'this.accounts.some((one) => JSON.stringify(one) === JSON.stringify(account))',
    specs: ['adapters/browser/signed-out.spec.ts'],
  },
  {
    id: 'notes-not-told',
    breaks: 'Where the browser keeps nothing, open panes do not hear of a refused key.',
    file: 'adapters/browser/panes.ts',
    find: 'this.channel?.postMessage([name, text]);',
    becomes: '',
    specs: ['adapters/browser/browser-call-slots.spec.ts'],
  },
];
