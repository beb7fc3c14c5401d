import type { ModuleDefinition } from './module-definition.ts';

export const messagesModule: ModuleDefinition = {
  name: 'Messages',
  label: 'Messages',
  singular: 'Message',
  prefix: 44,
  labelFields: 'subject',
  idLabel: 'messagesid',
  relations: ['Documents'],
  blocks: [
    [
      150,
      [
        [849, 1, 1, 'string', 'subject', 'Subject', 'NE', { length: 255 }],
        [850, 2, 70, 'datetime', 'mdate', 'Date', ''],
        [851, 3, 1, 'string', 'mfrom', 'From', 'NE', { length: 255 }],
        [852, 4, 21, 'text', 'mto', 'To', 'NE'],
        [853, 5, 1, 'string', 'mcc', 'Cc', 'NE'],
        [857, 6, 1, 'string', 'mbcc', 'Bcc', 'NE'],
        [854, 7, 1, 'string', 'mreplyto', 'Reply To', 'NE', { length: 255 }],
        [858, 8, 7, 'double', 'xuid', 'Uid', 'NE'],
        [855, 9, 1, 'string', 'messageid', 'Messageid', 'NE', { length: 255 }],
        [856, 10, 1, 'string', 'xmailer', 'Xmailer', 'NE', { length: 255 }],
        [859, 11, 1, 'string', 'folder', 'Folder', 'NE'],
        [860, 12, 1, 'string', 'mfrom_n', 'From', 'NE', { length: 255 }],
        [861, 13, 1, 'string', 'mfrom_f', 'From', 'NE', { length: 255 }],
        [862, 14, 1, 'string', 'mto_n', 'To', 'NE'],
        [863, 15, 1, 'string', 'mto_f', 'To', 'NE'],
        [864, 16, 1, 'string', 'mcc_n', 'Cc', 'NE'],
        [865, 17, 1, 'string', 'mcc_f', 'Cc', 'NE'],
        [866, 18, 1, 'string', 'mbcc_n', 'Bcc', 'NE'],
        [867, 19, 1, 'string', 'mbcc_f', 'Bcc', 'NE'],
        [868, 20, 1, 'string', 'mreplyto_n', 'Reply To', 'NE', { length: 255 }],
        [869, 21, 1, 'string', 'mreplyto_f', 'Reply To', 'NE', { length: 255 }],
        [871, 23, 1, 'string', 'mtype', 'Type', 'NE'],
        [872, 24, 1, 'string', 'in_reply_to', 'In-Reply-To', 'NE', { length: 255 }],
        [873, 25, 1, 'string', 'mreferences', 'References', 'NE'],
        [874, 26, 1, 'string', 'thread_index', 'Thread-Index', 'NE'],
        [877, 29, 1, 'string', 'account', 'Account', 'NE', { initial: '0' }],
      ],
    ],
    [
      151,
      [
        [879, 1, 56, 'boolean', 'seen', 'Seen', 'NE', { columnDefault: '0' }],
        [880, 2, 56, 'boolean', 'answered', 'Answered', 'NE', { columnDefault: '0' }],
        [881, 3, 56, 'boolean', 'forwarded', 'Forwarded', 'NE', { columnDefault: '0' }],
        [882, 4, 56, 'boolean', 'flagged', 'Flagged', 'NE', { columnDefault: '0' }],
        [883, 5, 56, 'boolean', 'draft', 'Draft', 'NE', { columnDefault: '0' }],
      ],
    ],
    [
      152,
      [
        [884, 1, 19, 'text', 'description', 'Message', 'NE'],
        [885, 2, 19, 'text', 'cleaned_body', 'Message', 'NE'],
      ],
    ],
    [
      153,
      [
        [887, 1, 53, 'owner', 'assigned_user_id', 'Assigned To', 'NEM', { columnDefault: null }],
        [888, 2, 70, 'datetime', 'createdtime', 'Time created', ''],
        [889, 3, 70, 'datetime', 'modifiedtime', 'Modified Time', ''],
      ],
    ],
  ],
};
