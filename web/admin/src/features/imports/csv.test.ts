import { expect, test } from 'vitest';
import { parseCsv, refusedRows } from './csv';

test('quotes, commas and ends of lines within a cell stay in it', () => {
  expect(parseCsv('\uFEFFa,b\r\n"1,""x""\r\n2",3\r\n')).toEqual([['a', 'b'], ['1,"x"\r\n2', '3']]);
});

test('the last row needs no end of line, unless the text was cut there', () => {
  expect(parseCsv('a\r\nb')).toEqual([['a'], ['b']]);
  expect(parseCsv('a\r\nb', true)).toEqual([['a']]);
});

test('a refused row has its line, its reason and what was in it', () => {
  const text = 'line,reason,detail,Имя,Телефон,raw\r\n4,no_identifier,No id.,Анна,,\r\n9,column_count,3 fields.,,,Пётр;1;2\r\n';
  expect(refusedRows(text, false)).toEqual([
    { line: 4, reason: 'no_identifier', detail: 'No id.', values: [['Имя', 'Анна']] },
    { line: 9, reason: 'column_count', detail: '3 fields.', values: [['', 'Пётр;1;2']] },
  ]);
});
