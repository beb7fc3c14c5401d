import eslint from '@eslint/js';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

/**
 * The house's rooms and what each must not import (docs/architecture.md). Patterns are matched
 * against import paths as written, so rooms are named by their folder.
 */
/** A config block that closes `doors` to the files of one room. */
function room(files, doors, { office = false, ignores = [] } = {}) {
  return {
    files,
    ignores,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'zod', message: 'zod/mini is 18 kB smaller.' }],
          patterns: doors.map((group) => ({
            group: [group].flat(),
            message: 'Another room: see docs/architecture.md.',
          })),
        },
      ],
      ...(office
        ? {}
        : {
            'no-restricted-globals': [
              'error',
              { name: 'Office', message: 'Only adapters/office speaks to Outlook.' },
            ],
          }),
    },
  };
}

const rooms = [
  'domain',
  'ports',
  'adapters',
  'linking',
  'session',
  'creating',
  'doctor',
  'ui',
  'testing',
];
const allBut = (...open) =>
  rooms.filter((name) => !open.includes(name)).map((name) => [`**/${name}/**`, `**/${name}`]);
const http = '@angular/common/http';

const restrictedSyntax = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  { selector: 'ExportAllDeclaration', message: 'No barrel files.' },
  {
    selector: 'Identifier[name=/^bypassSecurityTrust/]',
    message: 'Mail and CRM texts are only ever text.',
  },
];
/** Ways for a text to become elements or code of the page; specs may look at what came of it. */
const onlyText = [
  {
    selector:
      'AssignmentExpression > MemberExpression.left[property.name=/^(inner|outer)HTML$|^srcdoc$/]',
    message: 'Mail and CRM texts are only ever text.',
  },
  {
    selector:
      'CallExpression > MemberExpression.callee[property.name=/^(insertAdjacentHTML|setHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment|writeln)$/]',
    message: 'Mail and CRM texts are only ever text.',
  },
  {
    selector:
      'CallExpression > MemberExpression.callee[object.name="document"][property.name="write"]',
    message: 'Mail and CRM texts are only ever text.',
  },
  {
    selector: 'CallExpression > MemberExpression.callee[property.name=/^(adoptNode|importNode)$/]',
    message: 'Elements of a mail never go into the page.',
  },
  {
    selector: 'Property[key.name=/^(innerHTML|outerHTML|srcdoc)$/]',
    message: 'Mail and CRM texts are only ever text.',
  },
];
const parsers = [
  {
    selector: 'NewExpression[callee.name="DOMParser"]',
    message: 'Only domain/inert-page.ts parses HTML.',
  },
  {
    selector: 'MemberExpression[property.name="createHTMLDocument"]',
    message: 'Only domain/inert-page.ts parses HTML.',
  },
];
const query = 'Only vtql.ts writes queries: it escapes what goes into them.';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.angular/',
      '.sandbox/',
      'coverage/',
      'test-results/',
      'playwright-report/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [
      eslint.configs.recommended,
      ...tseslint.configs.strict,
      ...tseslint.configs.stylistic,
    ],
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-invalid-void-type': 'off',
      'max-lines': ['error', { max: 450 }],
      'no-restricted-syntax': ['error', ...restrictedSyntax],
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'vt', style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'vt', style: 'camelCase' },
      ],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'localStorage' },
        { object: 'window', property: 'sessionStorage' },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      'src/app/adapters/vtenext/vtql.ts',
      'src/app/domain/inert-page.ts',
      'src/app/domain/sliced-page.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...restrictedSyntax,
        ...onlyText,
        ...parsers,
        { selector: 'Literal[value=/\\bselect\\s.*\\bfrom\\s|^\\s*SELECT\\s/i]', message: query },
        {
          selector: 'TemplateElement[value.raw=/\\bselect\\s.*\\bfrom\\s|^\\s*SELECT\\s/i]',
          message: query,
        },
      ],
    },
  },
  {
    files: ['src/app/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
    rules: {
      '@angular-eslint/template/i18n': [
        'error',
        { checkAttributes: false, checkId: true, checkText: true },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'BoundAttribute[name=/^(innerHTML|outerHTML|srcdoc)$/]',
          message: 'Mail and CRM texts are only ever text.',
        },
      ],
    },
  },
  room(
    ['src/app/domain/**/*.ts'],
    [...allBut('domain'), '@angular/**', '@ngrx/**', 'rxjs', 'rxjs/**', 'zod', 'zod/**'],
    { ignores: ['**/*.spec.ts'] },
  ),
  room(
    ['src/app/domain/**/*.spec.ts'],
    [...allBut('domain', 'testing'), '@angular/**', '@ngrx/**', 'rxjs', 'rxjs/**', 'zod', 'zod/**'],
  ),
  room(['src/contract/**/*.ts'], ['**/app/**', '@angular/**', '@ngrx/**', 'rxjs', 'rxjs/**']),
  room(['src/app/ports/**/*.ts'], [...allBut('domain', 'ports'), '@angular/**', '@ngrx/**']),
  room(
    ['src/app/adapters/vtenext/**/*.ts'],
    [
      ...allBut('domain', 'ports', 'adapters'),
      '@ngrx/**',
      '**/office/**',
      '**/browser/**',
      '**/sandbox/**',
    ],
    { ignores: ['**/*.spec.ts', '**/open-crm.ts', '**/archive-samples.ts'] },
  ),
  room(
    [
      'src/app/adapters/vtenext/**/*.spec.ts',
      'src/app/adapters/vtenext/open-crm.ts',
      'src/app/adapters/vtenext/archive-samples.ts',
    ],
    [
      ...allBut('domain', 'ports', 'adapters', 'testing'),
      '@ngrx/**',
      '**/office/**',
      '**/browser/**',
      '**/sandbox/**',
    ],
    { ignores: ['**/vtql.property.spec.ts'] },
  ),
  room(
    ['src/app/adapters/vtenext/vtql.property.spec.ts'],
    [
      ...allBut('adapters'),
      '@ngrx/**',
      '**/office/**',
      '**/browser/**',
      ['**/sandbox/*', '!**/sandbox/crm', '**/sandbox/crm/*', '!**/sandbox/crm/vtql'],
    ],
  ),
  room(
    ['src/app/adapters/office/**/*.ts'],
    [
      ...allBut('domain', 'ports', 'adapters'),
      '@ngrx/**',
      '**/vtenext/**',
      '**/browser/**',
      http,
      '**/sandbox/**',
    ],
    { office: true, ignores: ['**/*.spec.ts'] },
  ),
  room(
    ['src/app/adapters/office/**/*.spec.ts'],
    [
      ...allBut('domain', 'ports', 'adapters', 'testing'),
      '@ngrx/**',
      '**/vtenext/**',
      '**/browser/**',
      '**/sandbox/crm/**',
    ],
    { office: true },
  ),
  room(
    ['src/app/adapters/browser/**/*.ts'],
    [
      ...allBut('domain', 'ports', 'adapters'),
      '@ngrx/**',
      '**/vtenext/**',
      '**/office/**',
      http,
      '**/sandbox/**',
    ],
  ),
  room(
    ['src/app/adapters/hosting/**/*.ts'],
    [
      ...allBut('domain', 'ports', 'adapters'),
      '@ngrx/**',
      '**/vtenext/**',
      '**/office/**',
      '**/browser/**',
      '**/sandbox/**',
    ],
    { ignores: ['**/*.spec.ts'] },
  ),
  room(
    ['src/app/adapters/hosting/**/*.spec.ts'],
    [
      ...allBut('domain', 'ports', 'adapters', 'testing'),
      '@ngrx/**',
      '**/vtenext/**',
      '**/office/**',
      '**/browser/**',
      '**/sandbox/**',
    ],
  ),
  room(
    ['src/app/testing/**/*.ts'],
    [...allBut('domain', 'ports', 'testing'), '@ngrx/**', '@angular/material/**'],
  ),
  room(
    ['src/app/ui/**/*.ts'],
    [...allBut('domain', 'ui', 'testing'), '@ngrx/**', http, '**/contract/**', '**/sandbox/**'],
  ),
  room(
    ['src/app/linking/**/*.ts'],
    [
      ...allBut('domain', 'ports', 'ui', 'linking', 'session', 'testing'),
      ['**/session/*', '!**/session/session.actions'],
      http,
      '**/contract/**',
      '**/sandbox/**',
    ],
    { ignores: ['**/*.story.spec.ts'] },
  ),
  room(
    ['src/app/session/**/*.ts'],
    [
      ...allBut('domain', 'ports', 'ui', 'session', 'linking', 'testing'),
      [
        '**/linking/*',
        '!**/linking/linking.actions',
        '!**/linking/linking.state',
        '!**/linking/invoke',
      ],
      http,
      '**/contract/**',
      '**/sandbox/**',
    ],
  ),
  room(['bench/**/*.ts'], ['**/src/**'], { office: true }),
  room(
    ['src/app/creating/**/*.ts'],
    [
      ...allBut('domain', 'ports', 'ui', 'creating', 'session', 'linking', 'testing'),
      ['**/session/*', '!**/session/session.actions'],
      [
        '**/linking/*',
        '!**/linking/linking.actions',
        '!**/linking/linking.state',
        '!**/linking/invoke',
        '!**/linking/free-mail',
      ],
      http,
      '**/contract/**',
      '**/sandbox/**',
    ],
  ),
  room(
    ['src/app/doctor/**/*.ts'],
    [
      ...allBut('domain', 'ports', 'ui', 'doctor', 'testing'),
      '@ngrx/**',
      http,
      '**/contract/**',
      '**/sandbox/**',
    ],
  ),
  room(['sandbox/**/*.ts'], ['**/src/app/**', '@angular/**', '@ngrx/**'], { office: true }),
  {
    // Playwright reads a fixture's needs from its first parameter, so one without needs is `{}`.
    files: ['e2e/fixtures.ts'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  room(['e2e/tests/**/*.ts'], ['**/src/app/**', '**/sandbox/**', '@playwright/test'], {
    office: true,
  }),
);
