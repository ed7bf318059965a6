import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '..');
const plural = /_(zero|one|two|few|many|other)$/;

type Words = Record<string, unknown>;

/** All words of a namespace under their full keys. */
function flat(words: Words, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'object' && value !== null ? flat(value as Words, `${prefix}${key}.`) : [[prefix + key, String(value)]]);
}

function read(folder: string, language: string): Map<string, string> {
  return new Map(flat(JSON.parse(readFileSync(join(source, folder, `${language}.json`), 'utf8')) as Words));
}

const features = readdirSync(join(source, 'features'));
const namespaces = [['app', 'locales'] as const, ...features.map((name) => [name, `features/${name}/locales`] as const)];

/** Keys without the form of the number, of which the languages have different ones. */
const keysOf = (words: Map<string, string>) => [...new Set([...words.keys()].map((key) => key.replace(plural, '')))].sort();
const placesOf = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]).sort();

test.each(namespaces)('the words of %s are the same in both languages', (_, folder) => {
  expect(keysOf(read(folder, 'ru'))).toEqual(keysOf(read(folder, 'en')));
});

test.each(namespaces)('no word of %s is empty, and each keeps the values that it is given', (_, folder) => {
  const english = read(folder, 'en');
  for (const [key, text] of read(folder, 'ru')) {
    expect(text, key).not.toBe('');
    const counterpart = english.get(key) ?? english.get(key.replace(plural, '_other')) ?? english.get(`${key}_other`);
    expect(placesOf(text), key).toEqual(placesOf(counterpart ?? ''));
  }
});

test.each(namespaces)('a number in %s has all forms of its language', (_, folder) => {
  for (const [language, forms] of [['en', ['one', 'other']], ['ru', ['one', 'few', 'many', 'other']]] as const) {
    const words = read(folder, language);
    for (const key of words.keys()) {
      if (plural.test(key)) for (const form of forms) expect(words.has(key.replace(plural, `_${form}`)), `${language}: ${key}`).toBe(true);
    }
  }
});

interface Use { file: string; namespace: string; key: string }

/** Words that the screens ask for: literal keys alone; `t(\`a.${b}\`)` is what the tests in a browser look at. */
function uses(text: string, file: string): Use[] {
  const own = /useTranslation\('(\w+)'\)/.exec(text)?.[1] ?? 'app';
  return [...text.matchAll(/\bt\(\s*'((?:(\w+):)?([\w.-]+))'/g)].map((match) => ({ file, namespace: match[2] ?? own, key: match[3]! }));
}

function missing(found: Use[]): Use[] {
  return found.filter(({ namespace, key }) => {
    const folder = namespaces.find(([name]) => name === namespace)?.[1];
    if (!folder) return true;
    const words = read(folder, 'en');
    return !words.has(key) && !words.has(`${key}_other`);
  });
}

test('every word that a screen asks for exists', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file));
  expect(missing(files.flatMap((file) => uses(readFileSync(join(source, file), 'utf8'), file)))).toEqual([]);
});

test('a word that does not exist is found', () => {
  expect(missing(uses("const { t } = useTranslation('session'); t('no.such.word')", 'x.tsx'))).toHaveLength(1);
  expect(missing(uses("t('nowhere:title')", 'x.tsx'))).toHaveLength(1);
});
