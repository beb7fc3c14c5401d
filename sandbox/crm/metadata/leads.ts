import { gdprBlock } from './gdpr.ts';
import type { ModuleDefinition } from './module-definition.ts';

export const leadsModule: ModuleDefinition = {
  name: 'Leads',
  label: 'Leads',
  singular: 'Lead',
  prefix: 2,
  labelFields: 'lastname,firstname',
  idLabel: 'leadid',
  relations: ['Messages', 'Documents'],
  numberPrefix: 'LEA',
  blocks: [
    [13, [
      [40, 1, 55, 'picklist', 'salutationtype', 'Salutation', 'NE'],
      [41, 2, 55, 'string', 'firstname', 'First Name', 'NE'],
      [42, 3, 4, 'string', 'lead_no', 'Lead No', 'N'],
      [44, 4, 255, 'string', 'lastname', 'Last Name', 'EM'],
      [43, 5, 11, 'phone', 'phone', 'Phone', 'NE'],
      [46, 6, 1, 'string', 'company', 'Company', 'EM'],
      [45, 7, 1014, 'phone', 'mobile', 'Mobile', 'NE'],
      [48, 8, 1, 'string', 'designation', 'Title', 'NE'],
      [47, 9, 1013, 'string', 'fax', 'Fax', 'NE'],
      [50, 10, 15, 'picklist', 'leadsource', 'Lead Source', 'NE'],
      [49, 11, 13, 'email', 'email', 'Email', 'NE'],
      [52, 12, 15, 'picklist', 'industry', 'Industry', 'NE'],
      [51, 13, 17, 'url', 'website', 'Website', 'NE'],
      [54, 14, 71, 'currency', 'annualrevenue', 'Annual Revenue', 'NE', { columnDefault: '0' }],
      [53, 15, 15, 'picklist', 'leadstatus', 'Lead Status', 'NE'],
      [56, 16, 1, 'integer', 'noofemployees', 'No Of Employees', 'NE'],
      [55, 17, 15, 'picklist', 'rating', 'Rating', 'NE'],
      [
        58, 19, 56, 'boolean', 'newsletter_unsubscrpt', 'Receive newsletter', 'NE',
        { columnDefault: '0', initial: '1' },
      ],
      [59, 20, 53, 'owner', 'assigned_user_id', 'Assigned To', 'EM'],
      [61, 21, 70, 'datetime', 'modifiedtime', 'Modified Time', ''],
      [60, 22, 70, 'datetime', 'createdtime', 'Time created', ''],
      [62, 23, 52, 'reference', 'creator', 'Creator', '', { refersTo: ['Users'] }],
    ]],
    [15, [
      [63, 1, 21, 'text', 'lane', 'Street', 'NE'],
      [68, 2, 1, 'string', 'pobox', 'PO Box', 'NE'],
      [64, 3, 1, 'string', 'code', 'Postal Code', 'NE'],
      [65, 4, 1, 'string', 'city', 'City', 'NE'],
      [66, 5, 1, 'string', 'country', 'Country', 'NE'],
      [67, 6, 1, 'string', 'state', 'State', 'NE'],
    ]],
    [16, [
      [69, 1, 19, 'text', 'description', 'Description', 'NE'],
    ]],
    gdprBlock(170, 981),
  ],
};
