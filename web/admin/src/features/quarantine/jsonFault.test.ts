import { expect, test } from 'vitest';
import { jsonFault } from './jsonFault';

test.each(['{}', '{"a":[1,-0.5e3,true,null,"\\u0416\\n"],"b":{"c":{}}}', ' {\n "a" : 1 }\r\n'])('%j is good', (text) => expect(jsonFault(text)).toBeNull());

test.each([
  ['', 'empty', 1, 1],
  ['{"a":1', 'end', 1, 7],
  ['{"a":1,\n "b" 2}', 'colon', 2, 6],
  ['{"a":1\n"b":2}', 'comma', 2, 1],
  ['{"a":1,}', 'name', 1, 8],
  ["{'a':1}", 'name', 1, 2],
  ['{"a":undefined}', 'value', 1, 6],
  ['{"a":"x\ny"}', 'control', 1, 8],
  ['{"a":"x}', 'string', 1, 6],
  ['{"a":"\\x"}', 'escape', 1, 7],
  ['{"a":01}', 'number', 1, 6],
  ['{"a":1} {}', 'after', 1, 9],
  ['[1]', 'object', 1, 1],
  ['{"a":1,"\\u0061":2}', 'repeated', 1, 8],
] as const)('%j: %s in line %d, column %d', (text, kind, line, column) => expect(jsonFault(text)).toEqual({ kind, line, column }));

test('whatever it calls good the browser can read, and the other way round', () => {
  for (const text of ['{"a":1.}', '{"a":.5}', '{"a":+1}', '{"a":1e5}', '{"a":"\t"}', '{"a":tru}', '{"a":[,]}', '{,}', '{"a":-}', '{"a":1e}']) {
    const reads = (() => { try { JSON.parse(text); return true; } catch { return false; } })();
    expect(jsonFault(text) === null, text).toBe(reads);
  }
});

test('a text that is deeper than any event does not run out of stack', () => expect(jsonFault(`{"a":${'['.repeat(100_000)}`)?.kind).toBe('value'));
