import { firstValueFrom } from 'rxjs';
import { TestBed } from '@angular/core/testing';
import { Cache } from '../../../ports/cache';
import type { MemoryCache } from '../../../testing/memory-stores';
import { VtenextModuleCatalogue } from './module-catalogue';
import { type OpenCrm, aKey, ended, openCrm, outcome } from '../../../testing/harness/open-crm';

const modules = [
  { name: 'Contacts', label: 'Contacts', singular: 'Contact', hasEmail: true, takesComments: true },
];
const describes = (fields: readonly object[]) => ({
  name: 'HelpDesk',
  label: 'Tickets',
  idPrefix: '17',
  createable: true,
  updateable: true,
  labelFields: 'ticket_title',
  fields,
});
const numbered = describes([
  { name: 'ticket_no', label: 'No', type: { name: 'string' }, uitype: '4' },
]);

/** A menu with the first module in it and all others behind it. */
const menuOf = (...names: readonly string[]) => ({
  visible: names.slice(0, 1).map((name) => ({ name })),
  others: names.slice(1).map((name) => ({ name })),
});

describe('VtenextModuleCatalogue', () => {
  let open: OpenCrm;
  let cache: MemoryCache;
  let catalogue: VtenextModuleCatalogue;
  const keep = (name: string, value: unknown): void => {
    cache.write(aKey, `${document.documentElement.lang} ${name}`, value);
  };
  beforeEach(() => {
    open = openCrm();
    cache = TestBed.inject(Cache) as MemoryCache;
    catalogue = TestBed.inject(VtenextModuleCatalogue);
  });

  it('uses at once what is on the device, and asks again when it is told to', async () => {
    keep('modules', modules);
    expect(await firstValueFrom(catalogue.permittedModules())).toEqual(modules);
    expect(await open.isSilent()).toBeTrue();
    const refreshed = outcome(catalogue.refreshModules());
    await open.answer('listtypes', 'listtypes-fieldtype-email-restricted');
    await open.answer('listtypes', 'listtypes-restricted');
    await open.answerData('getmenulist', menuOf('Contacts', 'Installations'));
    const [fresh] = (await ended(refreshed)).given;
    expect(fresh?.map(({ name }) => name)).toContain('Installations');
    expect(await firstValueFrom(catalogue.permittedModules())).toEqual(fresh ?? []);
  });

  it('offers no module that the CRM keeps for itself, by its name or because no menu has it', async () => {
    const offered = outcome(catalogue.permittedModules());
    const names = ['Contacts', 'Machines', 'ModLightProdAttr', 'ModLight7', 'TableRows'];
    const types = {
      types: names,
      information: Object.fromEntries(
        names.map((name) => [name, { isEntity: true, label: name, singular: name }]),
      ),
    };
    const listed = async () => {
      await open.answerData('listtypes', types);
      await open.answerData('listtypes', types);
    };
    await listed();
    expect((await ended(offered)).given[0]?.map(({ name }) => name)).toEqual([
      'Contacts',
      'Machines',
      'TableRows',
    ]);
    for (const [menu, expected] of [
      [menuOf('Contacts', 'Machines'), ['Contacts', 'Machines']],
      [menuOf(), ['Contacts', 'Machines', 'TableRows']],
      ['no menu', ['Contacts', 'Machines', 'TableRows']],
    ] as const) {
      const refreshed = outcome(catalogue.refreshModules());
      await listed();
      await open.answerData('getmenulist', menu);
      const [fresh] = (await ended(refreshed)).given;
      expect(fresh?.map(({ name }) => name)).toEqual([...expected]);
      const kept = cache.values.get(
        [...cache.values.keys()].find((name) => name.endsWith(' modules')) ?? '',
      );
      expect((kept as { name: string }[]).map(({ name }) => name)).toEqual([...expected]);
    }
  });

  it('asks for fields anew once the CRM calls its modules otherwise', async () => {
    keep('modules', modules);
    keep('describe Contacts', { at: Date.now(), description: describes([]) });
    await firstValueFrom(catalogue.permittedModules());
    await firstValueFrom(catalogue.describe('Contacts'));
    const called = (label: string) => ({
      types: ['Contacts', 'ModComments'],
      information: { Contacts: { isEntity: true, label, singular: 'Contact' } },
    });
    for (const [label, isAsked] of [
      ['Contacts', false],
      ['Contatti', true],
    ] as const) {
      const refreshed = outcome(catalogue.refreshModules());
      await open.answerData('listtypes', called(label));
      await open.answerData('listtypes', called(label));
      await open.answerData('getmenulist', menuOf('Contacts'));
      expect((await ended(refreshed)).given[0]?.[0]?.label).toBe(label);
      const described = outcome(catalogue.describe('Contacts'));
      if (isAsked) await open.answerData('describe', describes([]));
      await ended(described);
      expect(await open.isSilent()).toBeTrue();
    }
  });

  it('keeps nothing that was asked for an account that is not in use any more', async () => {
    outcome(catalogue.permittedModules());
    const call = await open.call('listtypes');
    open.vault.key = { ...aKey, userName: 'anna' };
    outcome(catalogue.permittedModules());
    call.flush(JSON.stringify({ status: 200, data: { types: [], information: [] } }));
    await open.answer('listtypes', 'listtypes-fieldtype-email-restricted');
    for (const request of await open.underWay()) {
      request.flush(JSON.stringify({ status: 200, data: { types: [], information: [] } }));
    }
    await open.isSilent();
    const kept = [...cache.values.keys()].filter((name) => name.includes('mario'));
    expect(kept.filter((name) => !name.endsWith(' restPath'))).toEqual([]);
  });

  it('asks for what on the device is of another version, or tampered with', async () => {
    keep('modules', [{ name: 'Contacts' }]);
    outcome(catalogue.permittedModules());
    expect((await open.call('listtypes')).request.url).toContain('listtypes');
  });

  it('leaves out what is called as something that every object has', async () => {
    keep('describe HelpDesk', {
      at: Date.now(),
      description: describes([
        { name: 'constructor', label: 'A', type: { name: 'string' } },
        { name: 'ticket_no', label: 'B', type: { name: 'toString' } },
        { name: 'ticket_title', label: 'C', type: { name: 'string' } },
      ]),
    });
    const { fields } = await firstValueFrom(catalogue.describe('HelpDesk'));
    expect(fields.map(({ name }) => name)).toEqual(['ticket_title']);
  });

  it('asks anew for descriptions that grew old', async () => {
    keep('describe HelpDesk', { at: Date.now() - 48 * 3_600_000, description: numbered });
    expect((await firstValueFrom(catalogue.describe('HelpDesk'))).fields.length).toBe(1);
    const refreshed = outcome(catalogue.refreshModules());
    await open.answer('listtypes', 'listtypes-fieldtype-email-restricted');
    await open.answer('listtypes', 'listtypes-restricted');
    await open.answerData('getmenulist', menuOf());
    await open.answerData('describe', describes([]));
    await ended(refreshed);
    expect((await firstValueFrom(catalogue.describe('HelpDesk'))).fields).toEqual([]);
  });

  it('learns what stands before the digits of a number, once', async () => {
    keep('describe HelpDesk', { at: Date.now(), description: numbered });
    const prefix = outcome(catalogue.numberPrefix('HelpDesk'));
    await open.answerData('query', [{ id: '17x9', ticket_no: 'ASS-0012' }]);
    expect((await ended(prefix)).given).toEqual(['ASS-']);
    expect(await firstValueFrom(catalogue.numberPrefix('HelpDesk'))).toBe('ASS-');
    expect(await open.isSilent()).toBeTrue();
  });

  it('describes no more modules than it takes to know an id’s', async () => {
    keep('describe HelpDesk', { at: Date.now(), description: numbered });
    const [contacts] = modules;
    const tickets = { ...contacts, name: 'HelpDesk' } as (typeof modules)[number];
    const found = outcome(catalogue.moduleOf('17x3', [tickets, ...modules]));
    expect((await ended(found)).given).toEqual([tickets]);
    expect(await open.isSilent()).toBeTrue();
  });
});

describe('VtenextModuleCatalogue, without a device that remembers', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  it('offers the permitted modules that mail can be linked to, the useful ones first', async () => {
    const loaded = outcome(open.crm.modules.permittedModules());
    expect(await open.answer('listtypes', 'listtypes-fieldtype-email-restricted')).toEqual({
      fieldTypeList: '["email"]',
    });
    await open.answer('listtypes', 'listtypes-restricted');
    const modules = (await ended(loaded)).given[0] ?? [];
    const names = modules.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['Contacts', 'Accounts', 'HelpDesk']);
    expect(names).toContain('Installations');
    for (const name of ['Leads', 'Messages', 'Documents', 'Calendar', 'Users', 'ModComments']) {
      expect(names).not.toContain(name);
    }
    expect(modules.find(({ name }) => name === 'Installations')?.hasEmail).toBeTrue();
    expect(modules.find(({ name }) => name === 'Potentials')?.hasEmail).toBeFalse();
    expect(
      modules.every(({ label, singular }) => label && !singular.startsWith('SINGLE_')),
    ).toBeTrue();
  });

  it('asks for the modules once for each key', async () => {
    const load = async (): Promise<void> => {
      outcome(open.crm.modules.permittedModules());
      await open.answer('listtypes', 'listtypes-fieldtype-email-restricted');
      await open.answer('listtypes', 'listtypes-restricted');
    };
    await load();
    expect((await ended(outcome(open.crm.modules.permittedModules()))).given.length).toBe(1);
    open.vault.key = { ...aKey, userName: 'admin' };
    await load();
  });
});
