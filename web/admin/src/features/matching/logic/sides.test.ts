import { expect, test } from 'vitest';
import type { Profile } from '@/features/profiles/public';
import { comparisonOf, plainForm, relationOf } from './sides';

const words = {
  label: (name: string) => name, type: (type: string) => type.toUpperCase(), order: (a: string, b: string) => a.localeCompare(b),
  texts: (_: string, value: unknown) => (typeof value === 'string' ? [value] : []),
};
const profile = (...identifiers: [string, string][]) => ({ identifiers: identifiers.map(([type, value]) => ({ type, value })) }) as unknown as Profile;
const trait = (name: string, first: string | null, second: string | null) => ({ name, label: {}, class: 'none', first, second, relation: 'different' as const });

test('phones are compared by all that are known, and the trait that holds one of them is not told twice', () => {
  const lines = comparisonOf({
    firstProfile: profile(['phone', '+79165550123'], ['phone', '+79165550124'], ['user_id', 'crm:1']), secondProfile: profile(['phone', '+79165550124']),
    traits: [trait('city', 'Томск', null), trait('phone', '+79165550123', '+79165550124')],
  }, words);
  expect(lines.map(({ label, first, second, relation }) => [label, first.length, second.length, relation])).toEqual([['city', 1, 0, 'onlyFirst'], ['PHONE', 2, 1, 'same']]);
});

test('a value that is no identifier, such as a broken phone, is shown where the side has no other', () => {
  const lines = comparisonOf({ firstProfile: profile(), secondProfile: profile(['phone', '+79165550124']), traits: [trait('phone', 'нет', '+79165550124')] }, words);
  expect(lines.map(({ first, second }) => [first, second])).toEqual([[['нет'], ['+79165550124'.replace(/(\d)(\d{3})(\d{3})(\d\d)(\d\d)$/, '$1 $2 $3-$4-$5')]]]);
});

test.each([
  ['birthday', '21.03.2002', '2002-03-21'], ['birthday', '2002-03-21', '2002-03-21'], ['phone', '8 (996) 517-97-71', '+79965179771'], ['phone', '9965179771', '+79965179771'], ['phone', '+49 151 12345678', '+49 151 12345678'], ['city', '21.03.2002', '21.03.2002'],
] as const)('%s %s is compared as %s', (meaning, value, form) => expect(plainForm(meaning, value)).toBe(form));

test('nothing is said of values that are masked', () => expect(relationOf(['+7 916 •••-••-12'], ['+7 916 •••-••-12'])).toBeNull());

test.each([
  [['Томск'], ['томск'], 'same'], [['a@mail.ru', 'b@mail.ru'], ['b@mail.ru'], 'same'], [['+7 916 555-01-23'], ['+7 916 555-01-24'], 'near'], [['Томск'], ['Омск'], 'near'], [['Томск'], ['Самара'], 'different'], [['Томск'], ['Томск, ул. Мира, 4'], 'near'], [[], ['x'], 'onlySecond'], [['x'], [], 'onlyFirst'],
] as const)('%j and %j are %s', (first, second, relation) => expect(relationOf(first, second)).toBe(relation));
