import type { ModuleDefinition } from './module-definition.ts';

export const documentsModule: ModuleDefinition = {
  name: 'Documents',
  label: 'Documents',
  singular: 'Document',
  prefix: 7,
  labelFields: 'notes_title',
  idLabel: 'notesid',
  relations: ['Messages'],
  numberPrefix: 'DOC',
  blocks: [
    [
      17,
      [
        [218, 1, 1, 'string', 'notes_title', 'Title', 'EM', { length: 50 }],
        [
          232,
          2,
          26,
          'reference',
          'folderid',
          'Folder Name',
          'NE',
          { refersTo: ['DocumentFolders'] },
        ],
        [233, 3, 4, 'string', 'note_no', 'Document No', 'N'],
        [222, 4, 53, 'owner', 'assigned_user_id', 'Assigned To', 'EM'],
        [219, 5, 70, 'datetime', 'createdtime', 'Time created', ''],
        [220, 6, 70, 'datetime', 'modifiedtime', 'Modified Time', ''],
        [234, 7, 52, 'reference', 'creator', 'Creator', '', { refersTo: ['Users'] }],
      ],
    ],
    [83, [[223, 1, 210, 'text', 'notecontent', 'Notes', 'NE']]],
    [
      18,
      [
        [226, 1, 27, 'string', 'filelocationtype', 'Attachment type', 'NE'],
        [227, 1, 212, 'picklist', 'backend_name', 'Storage backend', 'NE'],
        [229, 2, 56, 'boolean', 'filestatus', 'Active', 'NE'],
        [221, 3, 28, 'file', 'filename', 'File Name', 'NE'],
        [225, 4, 1, 'integer', 'filesize', 'Size', 'N'],
        [224, 5, 1, 'string', 'filetype', 'File Type', 'N'],
        [228, 6, 1, 'string', 'fileversion', 'Version', 'NE'],
        [230, 7, 1, 'integer', 'filedownloadcount', 'Download Count', 'N', { initial: '' }],
        [231, 8, 56, 'boolean', 'active_portal', 'Portal Active', 'NE', { columnDefault: '0' }],
      ],
    ],
  ],
};
