import type { ModuleDefinition } from './module-definition.ts';

export const helpDeskModule: ModuleDefinition = {
  name: 'HelpDesk',
  label: 'Trouble Tickets',
  singular: 'Ticket',
  prefix: 9,
  labelFields: 'ticket_title',
  idLabel: 'ticketid',
  relations: ['Messages', 'Documents'],
  numberPrefix: 'TT',
  blocks: [
    [25, [
      [178, 1, 21, 'text', 'ticket_title', 'Title', 'EM'],
      [
        165, 2, 10, 'reference', 'parent_id', 'Related To', 'NE',
        { refersTo: ['Leads', 'Accounts', 'Contacts'] },
      ],
      [164, 4, 53, 'owner', 'assigned_user_id', 'Assigned To', 'EM'],
      [167, 5, 10, 'reference', 'product_id', 'Product Name', 'NE', { refersTo: ['Products'] }],
      [166, 6, 15, 'picklist', 'ticketpriorities', 'Priority', 'NE'],
      [169, 7, 15, 'picklist', 'ticketstatus', 'Status', 'NEM'],
      [168, 8, 15, 'picklist', 'ticketseverities', 'Severity', 'NE'],
      [171, 9, 1, 'double', 'hours', 'Hours', 'NE', { initial: '0.00' }],
      [173, 9, 70, 'datetime', 'createdtime', 'Time created', ''],
      [170, 10, 15, 'picklist', 'ticketcategories', 'Category', 'NE'],
      [172, 10, 1, 'double', 'days', 'Days', 'NE', { initial: '0.00' }],
      [174, 12, 70, 'datetime', 'modifiedtime', 'Modified Time', ''],
      [163, 13, 4, 'string', 'ticket_no', 'Ticket No', 'N'],
      [176, 14, 10, 'reference', 'projectplanid', 'Project', 'NE', { refersTo: ['ProjectPlan'] }],
      [
        177, 15, 10, 'reference', 'projecttaskid', 'Project Task', 'NE',
        { refersTo: ['ProjectTask'] },
      ],
      [
        182, 16, 204, 'string', 'mailscanner_action', 'Mail Converter Action', 'N',
        { initial: '0' },
      ],
      [175, 17, 52, 'reference', 'creator', 'Creator', '', { refersTo: ['Users'] }],
    ]],
    [28, [
      [179, 1, 19, 'text', 'description', 'Description', 'NE'],
    ]],
    [29, [
      [180, 1, 19, 'text', 'solution', 'Solution', 'NE'],
    ]],
    [88, [
      [183, 17, 1016, 'signature', 'signature', 'Signature', 'NE'],
    ]],
    [90, [
      [554, 1, 1020, 'integer', 'time_elapsed', 'Time Elapsed', 'N'],
      [555, 2, 1020, 'integer', 'time_remaining', 'Time remaining', 'N'],
      [556, 3, 1021, 'datetime', 'start_sla', 'SLA start date', 'N', { initial: 'now' }],
      [557, 4, 1021, 'datetime', 'end_sla', 'SLA end date', 'N'],
      [558, 5, 1021, 'datetime', 'time_refresh', 'Update Time', 'N', { initial: 'now' }],
      [559, 6, 1020, 'double', 'sla_time', 'SLA Estimated Time', 'NE'],
      [560, 7, 5, 'date', 'due_date', 'Due Date', 'NE'],
      [561, 8, 1, 'time', 'due_time', 'Due time (hh:mm)', 'NE'],
      [564, 11, 56, 'boolean', 'reset_sla', 'Reset SLA', 'NE'],
      [565, 12, 56, 'boolean', 'ended_sla', 'End SLA', 'N'],
      [566, 13, 1020, 'double', 'time_elapsed_idle', 'Idle Time Elapsed', 'N'],
      [567, 14, 1020, 'double', 'time_elapsed_out_sla', 'Out SLA Time Elapsed', 'N'],
    ]],
    [168, [
      [949, 1, 13, 'email', 'email_from', 'Mail From', 'NE'],
      [950, 2, 13, 'email', 'email_to', 'Mail To', 'NE'],
      [951, 3, 1, 'string', 'email_cc', 'Mail Cc', 'NE'],
      [952, 4, 1, 'string', 'email_bcc', 'Mail Bcc', 'NE'],
      [953, 5, 1, 'string', 'helpdesk_from_name', 'VTE From Name', 'NE'],
      [954, 6, 13, 'email', 'helpdesk_from', 'VTE From Mail', 'NE'],
      [
        955, 7, 70, 'datetime', 'email_date', 'Mail Date', '',
        { columnDefault: 'current_timestamp()', initial: 'databaseNow' },
      ],
    ]],
  ],
};
