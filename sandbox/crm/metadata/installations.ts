import type { ModuleDefinition } from './module-definition.ts';

export const installationsModule: ModuleDefinition = {
  name: 'Installations',
  label: 'Installations',
  singular: 'SINGLE_Installations',
  prefix: 50,
  labelFields: 'installation_name',
  idLabel: 'installationsid',
  relations: ['Messages', 'Documents'],
  languagePacks: {
    en_us: { Installations: 'Installations', SINGLE_Installations: 'Installation' },
    it_it: {
      Installations: 'Impianti',
      SINGLE_Installations: 'Impianto',
      'Installation Name': 'Nome impianto',
      'Site E-mail': 'E-mail impianto',
      'Installer E-mail': 'E-mail installatore',
      'Site Phone': 'Telefono impianto',
      'Installed on': 'Installato il',
    },
  },
  blocks: [
    [
      171,
      [
        [1006, 1, 2, 'string', 'installation_name', 'Installation Name', 'NEM'],
        [1007, 2, 13, 'email', 'installation_email', 'Site E-mail', 'NE'],
        [1008, 3, 13, 'email', 'installer_email', 'Installer E-mail', 'NE'],
        [1009, 4, 11, 'phone', 'installation_phone', 'Site Phone', 'NE'],
        [1010, 5, 10, 'reference', 'account_id', 'Account', 'NE', { refersTo: ['Accounts'] }],
        [1011, 6, 5, 'date', 'installation_date', 'Installed on', 'NE'],
        [1012, 7, 53, 'owner', 'assigned_user_id', 'Assigned To', 'EM'],
        [1013, 8, 70, 'datetime', 'createdtime', 'Created Time', ''],
        [1014, 9, 70, 'datetime', 'modifiedtime', 'Modified Time', ''],
      ],
    ],
  ],
};
