import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** The two readings of the contract: each tests the other, so neither may borrow from the other. */
const JUDGES = ['./src/suite', './src/contract', './src/field-types', './specs'];
const STAND_INS = ['./src/reference', './src/faults'];

/** Who may import whom. `except` is relative to `from`. */
const ZONES = [
  { target: STAND_INS, from: JUDGES, message: 'The reference server and the faults read the contract on their own: they import nothing of what judges them.' },
  { target: JUDGES, from: STAND_INS, message: 'What judges an instance imports nothing of the reference server and the faults.' },
  { target: './specs', from: './src', except: ['./suite/index.ts'], message: "Spec files import the suite's public face alone: src/suite/index.ts." },
  {
    target: './src/report',
    from: ['./src/http', './src/twenty', './src/suite', './src/commands', './specs'],
    message: 'The report knows its own model, not where its numbers come from.',
  },
  {
    target: ['./src/http', './src/twenty', './src/workspace', './src/config'],
    from: ['./src/suite', './src/report', './src/commands', './specs'],
    message: 'Config, clients and discovery know the wire and judge nothing.',
  },
];

export default tseslint.config(
  { ignores: ['dist/**', 'reports/**', 'node_modules/**', 'coverage/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,js,mjs}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-throw-literal': 'error',
      'no-self-compare': 'error',
      'no-unreachable-loop': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: ZONES }],
      'import-x/no-self-import': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'specs/**/*.ts'],
    ignores: ['**/*.d.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: ['specs/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'process', message: 'Spec files do not read the environment.' }, { name: 'fetch', message: "Spec files call through the journey's clients." }],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(vitest|undici|(node:)?(https?|http2|net|tls|dgram|process|fs))(/|$)', message: 'Spec files open no socket and no file of their own, and do not know the test runner.' }] },
      ],
    },
  },
  {
    files: ['src/report/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: '^vitest(/|$)', message: 'The report does not know the test runner.' }] }] },
  },
  { files: ['tests/**/*.mjs', 'bench/**', 'scripts/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
