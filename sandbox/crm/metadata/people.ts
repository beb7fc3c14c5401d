import type { ModuleDefinition } from './module-definition.ts';

export const vendorsModule: ModuleDefinition = {
  name: 'Vendors',
  label: 'Vendors',
  singular: 'Vendor',
  prefix: 11,
  labelFields: 'vendorname',
  idLabel: 'vendorid',
  relations: ['Messages', 'Documents'],
  numberPrefix: 'VEN',
  blocks: [
    [
      44,
      [
        [301, 1, 2, 'string', 'vendorname', 'Vendor Name', 'EM', { length: 100 }],
        [302, 2, 4, 'string', 'vendor_no', 'Vendor No', 'N'],
        [303, 3, 13, 'email', 'email', 'Email', 'NE'],
        [304, 4, 11, 'phone', 'phone', 'Phone', 'NE'],
        [305, 5, 1013, 'string', 'fax', 'Fax', 'NE'],
        [306, 6, 17, 'url', 'website', 'Website', 'NE'],
        [307, 7, 15, 'picklist', 'glacct', 'GL Account', 'NE'],
        [308, 8, 1, 'string', 'category', 'Category', 'NE'],
        [309, 9, 70, 'datetime', 'createdtime', 'Created Time', ''],
        [310, 10, 70, 'datetime', 'modifiedtime', 'Modified Time', ''],
        [311, 11, 52, 'reference', 'creator', 'Creator', '', { refersTo: ['Users'] }],
      ],
    ],
    [
      45,
      [
        [312, 1, 21, 'text', 'street', 'Street', 'NE'],
        [313, 2, 1, 'string', 'pobox', 'Po Box', 'NE'],
        [314, 3, 1, 'string', 'city', 'City', 'NE'],
        [315, 4, 1, 'string', 'state', 'State', 'NE'],
        [316, 5, 1, 'string', 'postalcode', 'Postal Code', 'NE'],
        [317, 6, 1, 'string', 'country', 'Country', 'NE'],
      ],
    ],
    [46, [[318, 1, 19, 'text', 'description', 'Description', 'NE']]],
  ],
};

export const employeesModule: ModuleDefinition = {
  name: 'Employees',
  label: 'Employees',
  singular: 'Employee',
  prefix: 47,
  labelFields: 'lastname,firstname',
  idLabel: 'employeesid',
  relations: ['Messages', 'Documents'],
  isPrivate: true,
  blocks: [
    [
      156,
      [
        [901, 1, 1, 'string', 'lastname', 'Last Name', 'EM'],
        [902, 2, 1, 'string', 'firstname', 'First Name', 'NE'],
        [903, 3, 15, 'picklist', 'employee_type', 'Employee Type', 'NE'],
        [904, 4, 10, 'reference', 'parent_id', 'Reports To', 'NE', { refersTo: ['Employees'] }],
        [905, 5, 53, 'owner', 'assigned_user_id', 'Assigned To', 'EM'],
        [906, 6, 70, 'datetime', 'createdtime', 'Created Time', ''],
        [907, 7, 70, 'datetime', 'modifiedtime', 'Modified Time', ''],
        [908, 8, 52, 'reference', 'creator', 'Creator', '', { refersTo: ['Users'] }],
        [909, 9, 1, 'string', 'username', 'User Name', 'N'],
        [910, 10, 1, 'string', 'role', 'Role', 'N'],
        [911, 11, 1, 'string', 'title', 'Title', 'NE'],
        [912, 12, 1, 'string', 'department', 'Department', 'NE'],
        [913, 13, 56, 'boolean', 'active', 'Active', 'NE'],
      ],
    ],
    [
      157,
      [
        [914, 1, 13, 'email', 'email', 'Email', 'NE'],
        [915, 2, 13, 'email', 'other_email', 'Other Email', 'NE'],
        [916, 3, 11, 'phone', 'mobile', 'Mobile', 'NE'],
        [917, 4, 11, 'phone', 'office_phone', 'Office Phone', 'NE'],
        [918, 5, 1, 'string', 'fax', 'Fax', 'NE'],
        [919, 6, 11, 'phone', 'home_phone', 'Home Phone', 'NE'],
        [920, 7, 11, 'phone', 'other_phone', 'Other Phone', 'NE'],
      ],
    ],
    [
      158,
      [
        [921, 1, 21, 'text', 'street', 'Street', 'NE'],
        [922, 2, 1, 'string', 'city', 'City', 'NE'],
        [923, 3, 1, 'string', 'state', 'State', 'NE'],
        [924, 4, 1, 'string', 'postalcode', 'Postal Code', 'NE'],
        [925, 5, 1, 'string', 'country', 'Country', 'NE'],
        [926, 6, 19, 'text', 'description', 'Description', 'NE'],
      ],
    ],
  ],
};

/** The accounts that sign in. To everybody but administrators it shows nothing but `id`. */
export const usersModule: ModuleDefinition = {
  name: 'Users',
  label: 'Users',
  singular: 'User',
  prefix: 19,
  labelFields: 'last_name,first_name',
  idLabel: 'id',
  relations: [],
  isPrivate: true,
  blocks: [
    [
      77,
      [
        [481, 1, 106, 'string', 'user_name', 'User Name', 'EM'],
        [482, 2, 1, 'string', 'first_name', 'First Name', 'NE'],
        [483, 3, 2, 'string', 'last_name', 'Last Name', 'EM'],
        [484, 4, 104, 'email', 'email1', 'Email', 'EM'],
        [485, 5, 156, 'string', 'is_admin', 'Admin', 'NE'],
        [486, 6, 115, 'picklist', 'status', 'Status', 'NE'],
        [487, 7, 3, 'string', 'accesskey', 'Webservice Access Key', 'N'],
        [488, 8, 27, 'string', 'default_language', 'Language', 'NE'],
        [489, 9, 33, 'string', 'user_timezone', 'Time Zone', 'NE'],
        [490, 10, 15, 'string', 'date_format', 'Date Format', 'NE'],
      ],
    ],
  ],
};
