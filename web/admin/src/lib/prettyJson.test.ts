import { expect, test } from 'vitest';
import { prettyJson } from './prettyJson';

test.each([{ a: [1, { b: [] }, {}], 'c"}': 'x\\"[,:]' }, [], 'text', [[], [{}]], { a: { b: { c: null } } }].map((value) => JSON.stringify(value)))('%s is laid out as the browser does it', (text) => {
  expect(prettyJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
  expect(prettyJson(prettyJson(text))).toBe(prettyJson(text));
});

test('values stay as they were written', () => {
  expect(prettyJson('{"card":12345678901234567890,"a":1,"a":2.50,"b":"\\u0416"}')).toBe('{\n  "card": 12345678901234567890,\n  "a": 1,\n  "a": 2.50,\n  "b": "\\u0416"\n}');
});

test('what is no JSON stays as it is', () => expect(prettyJson('{"a":')).toBe('{"a":'));
