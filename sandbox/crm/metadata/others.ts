import type { BlockNotation, FieldNotation, ModuleDefinition } from './module-definition.ts';

/** The fields that every module has, after its own ones. */
function commonFields(firstId: number, count: number): FieldNotation[] {
  return [
    [firstId, count + 1, 53, 'owner', 'assigned_user_id', 'Assigned To', 'EM'],
    [firstId + 1, count + 2, 70, 'datetime', 'createdtime', 'Created Time', ''],
    [firstId + 2, count + 3, 70, 'datetime', 'modifiedtime', 'Modified Time', ''],
  ];
}

function block(id: number, firstFieldId: number, own: readonly FieldNotation[]): BlockNotation {
  return [id, [...own, ...commonFields(firstFieldId + own.length, own.length)]];
}

export const commentsModule: ModuleDefinition = {
  name: 'ModComments',
  isInternal: true,
  label: 'Talks',
  singular: 'Talk',
  prefix: 36,
  labelFields: 'commentcontent',
  idLabel: 'modcommentsid',
  relations: [],
  blocks: [
    [
      126,
      [
        [750, 1, 19, 'text', 'commentcontent', 'Comment', 'EM'],
        [751, 2, 53, 'owner', 'assigned_user_id', 'Assigned To', 'EM'],
        [752, 3, 70, 'datetime', 'createdtime', 'Created Time', ''],
        [753, 4, 70, 'datetime', 'modifiedtime', 'Modified Time', ''],
        [
          754,
          5,
          10,
          'reference',
          'related_to',
          'Related To',
          'EM',
          {
            refersTo: [
              'Accounts',
              'Contacts',
              'Leads',
              'Potentials',
              'HelpDesk',
              'Vendors',
              'Documents',
              'Installations',
              'Inspections',
            ],
          },
        ],
        [755, 6, 52, 'reference', 'creator', 'Creator', '', { refersTo: ['Users'] }],
        [757, 8, 15, 'picklist', 'visibility_comm', 'Visibility', 'NE'],
      ],
    ],
  ],
};

/** A module of the customer's own that nobody gave a Messages list (REST API 9). */
export const inspectionsModule: ModuleDefinition = {
  name: 'Inspections',
  label: 'Inspections',
  singular: 'SINGLE_Inspections',
  prefix: 51,
  labelFields: 'inspection_name',
  idLabel: 'inspectionsid',
  relations: ['Documents'],
  blocks: [
    block(172, 1020, [
      [1020, 1, 2, 'string', 'inspection_name', 'Inspection Name', 'NEM'],
      [1021, 2, 13, 'email', 'inspector_email', 'Inspector E-mail', 'NE'],
      [
        1022,
        3,
        10,
        'reference',
        'installation_id',
        'Installation',
        'NE',
        { refersTo: ['Installations'] },
      ],
    ]),
  ],
};

export const newsletterModule: ModuleDefinition = {
  name: 'Newsletter',
  label: 'Newsletter',
  singular: 'Newsletter',
  prefix: 42,
  labelFields: 'newslettername',
  idLabel: 'newsletterid',
  relations: ['Documents'],
  blocks: [
    block(140, 820, [
      [820, 1, 1, 'string', 'newslettername', 'Newsletter Name', 'EM'],
      [821, 2, 13, 'email', 'from_address', 'From Address', 'NE'],
    ]),
  ],
};

/** Name, label, singular, prefix of stock modules that mail is seldom linked to. */
const thinModules: readonly (readonly [string, string, string, number])[] = [
  ['Calendar', 'Calendar', 'To Do', 17],
  ['Products', 'Products', 'Product', 6],
  ['Emails', 'Email', 'Email', 8],
  ['Faq', 'FAQ', 'Faq', 10],
  ['PriceBooks', 'Price Books', 'PriceBook', 12],
  ['Quotes', 'Quotes', 'Quote', 13],
  ['PurchaseOrder', 'Purchase Order', 'PurchaseOrder', 14],
  ['SalesOrder', 'Sales Order', 'SalesOrder', 15],
  ['Invoice', 'Invoice', 'Invoice', 16],
  ['Campaigns', 'Campaigns', 'Campaign', 1],
  ['Events', 'Events', 'Event', 18],
  ['Reports', 'Reports', 'Report', 22],
  ['Ddt', 'Delivery Notes', 'Delivery Note', 23],
  ['Sms', 'Sms', 'Sms', 25],
  ['Services', 'Services', 'Service', 26],
  ['Timecards', 'Timecards', 'Timecard', 27],
  ['Assets', 'Assets', 'Asset', 28],
  ['Charts', 'Charts', 'Chart', 29],
  ['Myfiles', 'My files', 'My file', 30],
  ['ProjectMilestone', 'Project Milestones', 'Project Milestone', 31],
  ['ProjectTask', 'Project Tasks', 'Project Task', 32],
  ['JobOrder', 'Job Orders', 'Job Order', 33],
  ['ProjectPlan', 'Projects', 'Project', 34],
  ['MyNotes', 'Notes', 'Note', 37],
  ['PBXManager', 'PBX Manager', 'PBX Manager', 38],
  ['Visitreport', 'Visit Report', 'Visitreport', 39],
  ['ServiceContracts', 'Service Contracts', 'Service Contract', 40],
  ['Targets', 'Targets', 'Target', 41],
  ['Fax', 'Fax', 'Fax', 43],
  ['ProductLines', 'Product lines', 'Product line', 45],
  ['Processes', 'Processes', 'Process', 46],
  ['ConfProducts', 'Configurable products', 'Configurable product', 48],
  ['ModLightProdAttr', 'Attributes', 'Attributes', 49],
];

/**
 * Modules that stand in no menu, and the one of them that is no place for an email
 * (REST API 14.17).
 */
const inNoMenu = new Set([
  'Emails',
  'Events',
  'Sms',
  'Myfiles',
  'MyNotes',
  'Fax',
  'ModLightProdAttr',
]);

export const otherModules: readonly ModuleDefinition[] = thinModules.map(
  ([name, label, singular, prefix]) => ({
    name,
    label,
    singular,
    prefix,
    labelFields: 'title',
    idLabel: `${name.toLowerCase()}id`,
    relations: name === 'ModLightProdAttr' ? [] : ['Messages', 'Documents'],
    ...(inNoMenu.has(name) && { isInternal: true }),
    blocks: [
      block(1000 + prefix, 5000 + 10 * prefix, [
        [5000 + 10 * prefix, 1, 1, 'string', 'title', 'Title', 'EM'],
      ]),
    ],
  }),
);

/** What `listtypes` also shows and no record hangs on. */
export const actorModules: readonly ModuleDefinition[] = [
  ['Groups', 20, 'groupname'] as const,
  ['Currency', 21, 'currency_name'] as const,
  ['DocumentFolders', 24, 'foldername'] as const,
].map(([name, prefix, labelFields]) => ({
  name,
  label: name,
  singular: name,
  prefix,
  labelFields,
  idLabel: `${name.toLowerCase()}id`,
  isEntity: false,
  relations: [],
  blocks: [],
}));
