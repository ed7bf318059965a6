import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import typescript from 'typescript-eslint';

// Imports run lib → components → features → app. A feature may import another's `public.ts` and nothing else of it.
const upwards = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: patterns.map((group) => ({ group: [group], message: 'Imports run lib → components → features → app.' })) }] });

export default typescript.config(
  { ignores: ['dist', 'src/lib/api/schema.d.ts'] },
  js.configs.recommended,
  { files: ['build/**', 'e2e/**', '*.config.js'], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ['src/**/*.{ts,tsx}', 'vite.config.ts'],
    extends: [...typescript.configs.recommendedTypeChecked, ...typescript.configs.stylistic, jsxA11y.flatConfigs.recommended, reactHooks.configs.flat.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'What customers typed must never become HTML.' },
        { selector: "AssignmentExpression[left.property.name='innerHTML']", message: 'What customers typed must never become HTML.' },
      ],
      eqeqeq: 'error',
      // AntD's own inputs in windows and on forms of one purpose, where the cursor is expected.
      'jsx-a11y/no-autofocus': ['error', { ignoreNonDOM: true }],
    },
  },
  { files: ['src/lib/**'], rules: upwards('@/components/**', '@/features/**', '@/app/**', '**/components/**', '**/features/**', '**/app/**') },
  { files: ['src/components/**'], rules: upwards('@/features/**', '@/app/**', '**/features/**', '**/app/**') },
  {
    files: ['src/features/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [
      { group: ['@/app/**', '**/app/**'], message: 'Imports run lib → components → features → app.' },
      { group: ['@/features/*/*', '!@/features/*/public', '../../*/*'], message: "Of another feature only its public.ts may be imported." },
    ] }] },
  },
);
