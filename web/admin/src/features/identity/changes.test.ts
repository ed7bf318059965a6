import { expect, test } from 'vitest';
import type { Rules } from './api';
import { changeLines, changeOf, isPattern } from './changes';

const before: Rules = {
  types: [{ name: 'email', priority: 600, limit: 5, shared: false, blocked: ['info@*'] }, { name: 'phone', priority: 500, limit: 5, shared: false, blocked: [] }],
  sharedValues: [{ type: 'phone', value: '+79160000000' }], recordsPerProfileMax: 500,
};

test('what is not changed is not sent', () => {
  expect(changeOf(before, structuredClone(before))).toEqual({});
  const draft = structuredClone(before);
  draft.types[1]!.limit = 3;
  expect(changeOf(before, draft)).toEqual({ types: [{ name: 'phone', priority: 500, limit: 3, shared: false, blocked: [] }] });
});

test('an emptied list of shared values is sent as an empty list', () => {
  expect(changeOf(before, { ...before, sharedValues: [] })).toEqual({ sharedValues: [] });
});

test('every difference has a line of its own', () => {
  const draft: Rules = {
    types: [{ name: 'email', priority: 650, limit: 5, shared: true, blocked: ['noreply@*'] }, before.types[1]!, { name: 'vk_id', priority: 300, limit: 2, shared: false, blocked: [] }],
    sharedValues: [{ type: 'phone', value: '+79161111111' }], recordsPerProfileMax: 300,
  };
  expect(changeLines(before, draft)).toEqual([
    { kind: 'priority', name: 'email', from: 600, to: 650 }, { kind: 'shared', name: 'email' }, { kind: 'blocked', name: 'email', value: 'noreply@*' }, { kind: 'unblocked', name: 'email', value: 'info@*' },
    { kind: 'newType', name: 'vk_id' },
    { kind: 'sharedValue', name: 'phone', value: '+79161111111' }, { kind: 'notSharedValue', name: 'phone', value: '+79160000000' },
    { kind: 'cap', from: 500, to: 300 },
  ]);
});

test.each([['info@*', true], ['*@example.com', true], ['0000000', true], ['a*b', false], ['*', false], [' ', false]])('the pattern %j: %s', (text, good) => expect(isPattern(text)).toBe(good));
