import { type Configuration, stockConfiguration } from '../domain/configuration';
import { firstChoices } from '../domain/choices';
import { choosing } from '../pane-screen';
import { aMail, aRecord, anAccount } from '../testing/samples';
import { planLink } from './link-planning';
import { type LinkState, initialState } from './linking.state';

const mail = aMail({ abilities: { attachments: true, headers: true, original: true } });

function planned(configuration: Partial<Configuration>): LinkState | undefined {
  const state = planLink({
    ...initialState,
    account: anAccount,
    choices: { ...firstChoices, archivesOriginal: true },
    configuration: { ...stockConfiguration, ...configuration },
    pane: choosing({ mail, chosen: [aRecord()] }),
  });
  return Object.values(state.links)[0];
}

describe('planLink, as the host of the pane decided', () => {
  it('stores messages for whom it says', () => {
    expect(planned({})?.link.visibility).toBe('Public');
    expect(planned({ messageVisibility: 'Private' })?.link.visibility).toBe('Private');
  });

  it('does not file the whole mail when that is switched off, whatever was chosen before', () => {
    expect(planned({})?.facts.originalWanted).toBeTrue();
    const features = { ...stockConfiguration.features, originalMail: false };
    expect(planned({ features })?.facts.originalWanted).toBeFalse();
  });
});
