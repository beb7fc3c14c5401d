/** What a pick list offers: a value, or value and label where they differ. */
export type PicklistEntry = string | readonly [value: string, label: string];

export const picklists: Readonly<Record<string, readonly PicklistEntry[]>> = {
  industry: [
    '--None--', 'Apparel', 'Banking', 'Biotechnology', 'Chemicals', 'Communications',
    'Construction', 'Consulting', 'Education', 'Electronics', 'Energy', 'Engineering',
    'Entertainment', 'Environmental', 'Finance', 'Food & Beverage', 'Government', 'Healthcare',
    'Hospitality', 'Insurance', 'Machinery', 'Manufacturing', 'Media',
    ['Not For Profit', 'Non-profit'], 'Recreation', 'Retail', 'Shipping', 'Technology',
    'Telecommunications', 'Transportation', 'Utilities', 'Other',
  ],
  rating: ['--None--', 'Acquired', 'Active', 'Market Failed', 'Project Cancelled', 'Shutdown'],
  accounttype: [
    '--None--', 'Analyst', 'Competitor', 'Customer', 'Integrator', 'Investor', 'Partner', 'Press',
    'Prospect', 'Reseller', 'Other',
  ],
  salutationtype: ['--None--', 'Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.'],
  leadsource: [
    '--None--', 'Cold Call', 'Existing Customer', 'Self Generated', 'Employee', 'Partner',
    'Public Relations', 'Direct Mail', 'Conference', 'Trade Show', ['Web Site', 'Web site'],
    'Word of mouth', 'Other', 'Mail Converter',
  ],
  leadstatus: [
    '--None--', 'Attempted to Contact', 'Cold', 'Contact in Future', 'Contacted', 'Hot',
    'Junk Lead', 'Lost Lead', 'Not Contacted', 'Pre Qualified', 'Qualified', 'Warm',
  ],
  opportunity_type: ['--None--', 'Existing Business', 'New Business'],
  potentials_leadsource: [
    '--None--', 'Cold Call', 'Existing Customer', 'Self Generated', 'Employee', 'Partner',
    'Public Relations', 'Direct Mail', 'Conference', 'Trade Show', 'Web Site', 'Word of mouth',
    'Other', 'Mail Converter',
  ],
  sales_stage: [
    'Prospecting', 'Qualification', 'Needs Analysis', 'Value Proposition', 'Id. Decision Makers',
    'Perception Analysis', 'Proposal/Price Quote', 'Negotiation/Review', 'Closed Won',
    'Closed Lost', ['PotentialOpen', 'Open'], ['PotentialBudgeting', 'Budgeting'],
  ],
  ticketpriorities: ['Low', 'Normal', 'High', 'Urgent'],
  ticketstatus: [
    'Open', 'In Progress', 'Wait For Response', 'Answered by customer', 'Closed', 'Maintain',
  ],
  ticketseverities: ['Minor', 'Major', 'Feature', 'Critical'],
  ticketcategories: ['Big Problem', 'Small Problem', 'Other Problem'],
  backend_name: ['file'],
  glacct: ['--None--', '300-Sales-Software', '301-Sales-Hardware', '302-Rental-Income'],
  employee_type: ['Internal employee', 'External employee'],
  status: ['Active', 'Inactive'],
};
