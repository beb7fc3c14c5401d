import { readFileSync } from 'node:fs';
import eslint from '@eslint/js';
import ngrxPlugin from '@ngrx/eslint-plugin/v9';
import angularEslint from 'angular-eslint';
import tseslint from 'typescript-eslint';
import { rooms } from './eslint.rooms.js';

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
    message: 'Only platform/inert-page.ts parses HTML.',
  },
  {
    selector: 'MemberExpression[property.name="createHTMLDocument"]',
    message: 'Only platform/inert-page.ts parses HTML.',
  },
];
/**
 * What a kind of problem means stands in one table. Two kinds in one array or condition are the
 * beginning of another; `left` and `right` are a comparison's sides in the tree that is linted.
 */
const problems = readFileSync(new URL('src/app/domain/problem.ts', import.meta.url), 'utf8');
const kinds = [...problems.matchAll(/readonly kind: '(\w+)'/g)].map(([, kind]) => kind);
const aKind = `/^(${kinds.join('|')})$/`;
const askPolicy = 'Ask domain/problem-policy.ts what a problem means.';
const lists = [
  {
    selector: `ArrayExpression > Literal[value=${aKind}] ~ Literal[value=${aKind}]`,
    message: askPolicy,
  },
  ...['left.left.name', 'left.left.property.name'].map((name) => ({
    selector: `LogicalExpression[${name}="kind"][left.right.value=${aKind}][right.right.value=${aKind}]`,
    message: askPolicy,
  })),
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
    // Prettier breaks code. A text or a pattern stays in one piece: it is searched for as it is.
    files: ['**/*.ts', '**/*.js'],
    rules: {
      'max-len': [
        'error',
        {
          code: 100,
          ignoreUrls: true,
          ignoreStrings: true,
          ignoreTemplateLiterals: true,
          ignoreRegExpLiterals: true,
        },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.js'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // All but the pane: its own rules that need types stand below.
    files: ['{bench,deploy,e2e,sandbox,tools}/**/*.ts'],
    extends: [...tseslint.configs.strictTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // An arrow of one call is easier to read than one with a block.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Objects of functions are taken apart here; none of the functions knows a `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Values of JSON are `unknown`, and what is no text fails its comparison.
      '@typescript-eslint/no-base-to-string': 'off',
      // Storage is copied as an object, and words are taken apart by letter.
      '@typescript-eslint/no-misused-spread': 'off',
      // `byId<HTMLInputElement>('x')` says what the page is known to hold.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    // Code that runs in the page is changed by callbacks, and in browsers that lack some globals.
    files: ['e2e/pages/*.ts', 'e2e/tests/policy.spec.ts'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
  {
    // It tries what the policy must forbid.
    files: ['e2e/tests/policy.spec.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-implied-eval': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      // A rejection of any kind is passed on as it came.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [...angularEslint.configs.tsRecommended],
    processor: angularEslint.processInlineTemplates,
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
    files: ['src/app/**/*.ts'],
    extends: [
      ...ngrxPlugin.configs.store,
      ...ngrxPlugin.configs.effectsTypeChecked,
      ...ngrxPlugin.configs.operators,
    ],
    // Some rules ask for the type of an action.
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // An effect that is one expression cannot forget to return it.
      '@ngrx/prefer-effect-callback-in-block-statement': 'off',
      // One event may be two facts: a record is taken from the form, and the form is left.
      '@ngrx/no-multiple-actions-in-effects': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      'src/app/adapters/vtenext/rest/vtql.ts',
      'src/app/platform/inert-page.ts',
      'src/app/platform/sliced-page.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...restrictedSyntax,
        ...onlyText,
        ...parsers,
        ...lists,
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
    extends: [
      ...angularEslint.configs.templateRecommended,
      ...angularEslint.configs.templateAccessibility,
    ],
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
        {
          selector: `Binary[left.right.value=${aKind}][right.right.value=${aKind}]`,
          message: askPolicy,
        },
      ],
    },
  },
  ...rooms,
  {
    // Playwright reads a fixture's needs from its first parameter, so one without needs is `{}`.
    files: ['e2e/fixtures.ts'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
);
