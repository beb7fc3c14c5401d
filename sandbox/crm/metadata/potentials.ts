import type { ModuleDefinition } from './module-definition.ts';

export const potentialsModule: ModuleDefinition = {
  name: 'Potentials',
  label: 'Potentials',
  singular: 'Potential',
  prefix: 5,
  labelFields: 'potentialname',
  idLabel: 'potentialid',
  relations: ['Messages', 'Documents'],
  numberPrefix: 'POT',
  blocks: [
    [1, [
      [115, 1, 1, 'string', 'potentialname', 'Potential Name', 'EM'],
      [116, 2, 4, 'string', 'potential_no', 'Potential No', 'N'],
      [
        118, 3, 10, 'reference', 'related_to', 'Related To', 'NEM',
        { refersTo: ['Accounts', 'Contacts'] },
      ],
      [
        117, 4, 71, 'currency', 'amount', 'Amount', 'NE',
        { columnDefault: '0.00', initial: '0.00' },
      ],
      [121, 6, 15, 'picklist', 'opportunity_type', 'Type', 'NE'],
      [119, 7, 23, 'date', 'closingdate', 'Expected Close Date', 'NEM'],
      [120, 8, 5, 'date', 'eff_closingdate', 'Effective closing date', 'NE'],
      [
        123, 9, 15, 'picklist', 'leadsource', 'Lead Source', 'NE',
        { picklist: 'potentials_leadsource' },
      ],
      [122, 10, 1, 'string', 'nextstep', 'Next Step', 'NE'],
      [125, 11, 53, 'owner', 'assigned_user_id', 'Assigned To', 'EM'],
      [124, 12, 15, 'picklist', 'sales_stage', 'Sales Stage', 'NEM'],
      [
        127, 13, 10, 'reference', 'campaignid', 'Campaign Source', 'NE',
        { refersTo: ['Campaigns'] },
      ],
      [
        126, 14, 9, 'double', 'probability', 'Probability (%)', 'NE',
        { columnDefault: '0.000', initial: '0.000' },
      ],
      [129, 15, 70, 'datetime', 'modifiedtime', 'Modified Time', ''],
      [128, 16, 70, 'datetime', 'createdtime', 'Time created', ''],
      [130, 19, 52, 'reference', 'creator', 'Creator', '', { refersTo: ['Users'] }],
    ]],
    [3, [
      [133, 1, 19, 'text', 'description', 'Description', 'NE'],
    ]],
  ],
};
