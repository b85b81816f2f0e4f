// Everything is an error or is off. Formatting is Prettier's; types are tsc's; who may import whom is boundaries.mjs.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { carethread } from './deploy/tools/build/boundaries.mjs';

/** Rules that read types. They cost seconds, so the list is short and each line has earned its place. */
const typeAware = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/no-unnecessary-type-assertion': 'error',
  // A `default` would swallow a forgotten event: with it refused, a new member of a union is an error where it is missed.
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    {
      allowDefaultCaseForExhaustiveSwitch: false,
      considerDefaultExhaustiveForUnions: false,
      requireDefaultForNonUnion: false,
    },
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.data/',
      '.nx/',
      '.engine/',
      'contracts/published/',
      'deploy/edge/web/src/api/generated/',
      'tmp/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        fetch: 'readonly',
      },
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strict],
    plugins: { carethread },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...typeAware,
      'carethread/import-boundaries': 'error',
      'carethread/file-names': 'error',
      'no-undef': 'off', // tsc knows better
      'no-console': 'error',
      eqeqeq: 'error',
      'no-duplicate-imports': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-extraneous-class': 'off', // Nest modules are classes with decorators and nothing inside
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['deploy/*/*/src/**/*.ts', 'deploy/*/*/src/**/*.tsx', 'services/*/src/main.ts', 'docs/examples/**/*.ts'],
    rules: { 'no-console': 'off' }, // programs talk to the person who started them
  },
  {
    files: ['**/*.tsx', 'deploy/edge/web/src/**/*.ts'],
    // The one door for markup that is not escaped; libs/govuk keeps it, for what the official templates wrote.
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'hono/html', message: 'Write TSX: what is not escaped comes from libs/govuk alone.' }] },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Children are escaped; markup that is not comes from libs/govuk alone.',
        },
        {
          selector: "Property[key.name='dangerouslySetInnerHTML']",
          message: 'Children are escaped; markup that is not comes from libs/govuk alone.',
        },
        {
          selector: "JSXAttribute[name.name='style']",
          message: 'The content security policy refuses style attributes.',
        },
        { selector: 'JSXAttribute[name.name=/^on[a-z]/i]', message: 'Scripts are files: no handler stands in markup.' },
      ],
    },
  },
  {
    files: ['services/*/src/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'carethread/pure-domain': 'error' },
  },
  {
    files: ['services/*/src/http/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: '@carethread/http-api', importNames: ['runtimeBehind'], message: 'A route reads by ask.read.' },
            { name: '@carethread/runtime', importNames: ['ServiceRuntime'], message: 'A route reads by ask.read.' },
          ],
        },
      ],
    },
  },
);
