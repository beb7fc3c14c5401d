import { aModule } from '../testing/samples';
import { modulesByUse } from './modules-by-use';

const modules = [
  'Contacts',
  'Accounts',
  'Leads',
  'HelpDesk',
  'Vendors',
  'Plants',
  'Zoo 10',
  'Zoo 9',
  'Assets',
].map((name) => aModule({ name, label: name }));
const names = (recent: readonly string[]): Record<string, readonly string[]> => {
  const { mostUsed, others } = modulesByUse(modules, recent);
  return {
    mostUsed: mostUsed.map(({ name }) => name),
    others: others.map(({ name }) => name),
  };
};

describe('modulesByUse', () => {
  it('offers the useful ones first and the others by label', () => {
    expect(names([])).toEqual({
      mostUsed: ['Contacts', 'Accounts', 'Leads', 'HelpDesk', 'Vendors', 'Plants'],
      others: ['Assets', 'Zoo 9', 'Zoo 10'],
    });
  });

  it('offers those used last before them, six in all, and none that is not permitted', () => {
    expect(names(['Assets', 'Hidden', 'Leads'])).toEqual({
      mostUsed: ['Assets', 'Leads', 'Contacts', 'Accounts', 'HelpDesk', 'Vendors'],
      others: ['Plants', 'Zoo 9', 'Zoo 10'],
    });
  });
});
