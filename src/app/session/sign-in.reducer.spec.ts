import type { Action } from '@ngrx/store';
import { stockConfiguration } from '../domain/configuration';
import { anAccount } from '../testing/samples';
import { SignInActions } from './sign-in.actions';
import { type SoughtCrm, signInFeature } from './sign-in.reducer';

const address = 'https://crm.example';
const problem = { kind: 'notVtenext' } as const;
const states: Readonly<Record<SoughtCrm['status'], SoughtCrm>> = {
  wanted: { status: 'wanted' },
  sought: { status: 'sought', address },
  found: { status: 'found', address },
  missing: { status: 'missing', address, problem },
};
const stay = { wanted: 'wanted', sought: 'sought', found: 'found', missing: 'missing' } as const;
const all = <S extends string>(status: S) =>
  ({ wanted: status, sought: status, found: status, missing: status }) as const;

const locked = { ...stockConfiguration, crmUrl: address, lockCrmUrl: true };
const preset = { ...stockConfiguration, crmUrl: address };
const cases: readonly (readonly [string, Action, Readonly<Record<string, string>>])[] = [
  ['Form Opened', SignInActions.formOpened({ configuration: stockConfiguration }), all('wanted')],
  ['Form Opened, preset', SignInActions.formOpened({ configuration: preset }), all('wanted')],
  ['Form Opened, locked', SignInActions.formOpened({ configuration: locked }), all('sought')],
  [
    'Form Opened, once more',
    SignInActions.formOpened({ configuration: locked, account: anAccount }),
    all('found'),
  ],
  ['Crm Sought', SignInActions.crmSought({ address }), all('sought')],
  ['Crm Found', SignInActions.crmFound(), { ...stay, sought: 'found' }],
  ['Crm Not Found', SignInActions.crmNotFound({ problem }), { ...stay, sought: 'missing' }],
  ['Crm Given Up', SignInActions.crmGivenUp(), all('wanted')],
  ['Failed Sign Ins Counted', SignInActions.failedSignInsCounted({ count: 2 }), stay],
];

describe('the way into the CRM', () => {
  for (const [name, event, leads] of cases) {
    for (const [status, crm] of Object.entries(states)) {
      it(`leads from ${status} to ${leads[status] ?? ''} when ${name}`, () => {
        const next = signInFeature.reducer({ crm, failedSignIns: 0 }, event);
        expect(next.crm.status).toBe(leads[status] as SoughtCrm['status']);
      });
    }
  }

  it('forgets whose attempts were counted when another CRM is sought', () => {
    const next = signInFeature.reducer(
      { crm: states.wanted, failedSignIns: 2 },
      SignInActions.crmSought({ address }),
    );
    expect(next.failedSignIns).toBe(0);
  });
});
