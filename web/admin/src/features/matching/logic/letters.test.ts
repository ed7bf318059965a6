import { describe, expect, test } from 'vitest';
import { compareLetters, compareValues, type Run } from './letters';

const marked = (runs: Run[]) => runs.map((run) => (run.differs ? `[${run.text}]` : run.text)).join('');
const both = (first: string, second: string) => {
  const compared = compareLetters(first, second);
  return [marked(compared.first), marked(compared.second)];
};

describe('letters that differ', () => {
  test.each([
    ['Соколова', 'Соколова', 'Соколова', 'Соколова'],
    ['Семенова', 'СЕМЁНОВА', 'Семенова', 'СЕМЁНОВА'],
    ['Наталья', 'Наталия', 'Натал[ь]я', 'Натал[и]я'],
    ['+7 916 555-01-23', '+7 916 555-01-32', '+7 916 555-01-[2]3', '+7 916 555-01-3[2]'],
    ['ул. Ленина, 3', 'ул. Ленина, 3, кв. 42', 'ул. Ленина, 3', 'ул. Ленина, 3[, кв. 42]'],
    ['Севастополь', 'г. Севастополь, Советская 170', 'Севастополь', '[г. ]Севастополь[, Советская 170]'],
    ['Громов', 'Пушкина', '[Громов]', '[Пушкина]'],
    ['', 'Томск', '', '[Томск]'],
  ])('%s and %s', (first, second, left, right) => expect(both(first, second)).toEqual([left, right]));

  test('what is marked and what is not make up the whole value', () => {
    for (const [first, second] of [['Иванов-Петров', 'Иванова Петрова'], ['a@mail.ru', 'a.b@gmail.com'], ['👩‍🚀x', 'x👩‍🚀']] as const) {
      const compared = compareLetters(first, second);
      expect([compared.first, compared.second].map((runs) => runs.map((run) => run.text).join(''))).toEqual([first, second]);
    }
  });

  test('a long value differs as a whole', () => expect(both('а'.repeat(300), 'б')).toEqual([`[${'а'.repeat(300)}]`, '[б]']));
});

test('each of several values is compared with the nearest of the other side', () => {
  const compared = compareValues(['anna@mail.ru', 'work@firm.ru'], ['ana@mail.ru']);
  expect(compared.first.map(marked)[0]).toBe('an[n]a@mail.ru');
  expect(compared.second.map(marked)).toEqual(['ana@mail.ru']);
});

test('a value that stands alone differs from nothing', () => expect(compareValues(['Томск'], [])).toEqual({ first: [[{ text: 'Томск', differs: false }]], second: [] }));
