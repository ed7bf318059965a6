import type { Rules, RulesChange, TypeRule } from './api';

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What of `draft` differs from `before`, to be sent. Types that are unchanged are left out; lists of values go whole. */
export function changeOf(before: Rules, draft: Rules): RulesChange {
  const types = draft.types.filter((type) => !same(type, before.types.find((known) => known.name === type.name)));
  return {
    ...(types.length > 0 ? { types } : {}),
    ...(same(draft.sharedValues, before.sharedValues) ? {} : { sharedValues: draft.sharedValues }),
    ...(draft.recordsPerProfileMax === before.recordsPerProfileMax ? {} : { recordsPerProfileMax: draft.recordsPerProfileMax }),
  };
}

/** A change of one rule, for a person to read. */
export type ChangeLine =
  | { kind: 'newType'; name: string }
  | { kind: 'priority' | 'limit'; name: string; from: number; to: number }
  | { kind: 'shared' | 'notShared'; name: string }
  | { kind: 'blocked' | 'unblocked' | 'sharedValue' | 'notSharedValue'; name: string; value: string }
  | { kind: 'cap'; from: number; to: number };

/** Every single difference, in the order of the screen. */
export function changeLines(before: Rules, draft: Rules): ChangeLine[] {
  const lines = draft.types.flatMap((type) => linesOf(before.types.find((known) => known.name === type.name), type));
  const has = (list: Rules['sharedValues'], one: Rules['sharedValues'][number]) => list.some((known) => same(known, one));
  for (const one of draft.sharedValues) if (!has(before.sharedValues, one)) lines.push({ kind: 'sharedValue', name: one.type, value: one.value });
  for (const one of before.sharedValues) if (!has(draft.sharedValues, one)) lines.push({ kind: 'notSharedValue', name: one.type, value: one.value });
  if (draft.recordsPerProfileMax !== before.recordsPerProfileMax) lines.push({ kind: 'cap', from: before.recordsPerProfileMax, to: draft.recordsPerProfileMax });
  return lines;
}

function linesOf(before: TypeRule | undefined, after: TypeRule): ChangeLine[] {
  const { name } = after;
  if (!before) return [{ kind: 'newType', name }];
  const lines: ChangeLine[] = [];
  if (before.priority !== after.priority) lines.push({ kind: 'priority', name, from: before.priority, to: after.priority });
  if (before.limit !== after.limit) lines.push({ kind: 'limit', name, from: before.limit, to: after.limit });
  if (before.shared !== after.shared) lines.push({ kind: after.shared ? 'shared' : 'notShared', name });
  for (const value of after.blocked) if (!before.blocked.includes(value)) lines.push({ kind: 'blocked', name, value });
  for (const value of before.blocked) if (!after.blocked.includes(value)) lines.push({ kind: 'unblocked', name, value });
  return lines;
}

/** A value, or one with `*` at either end, and something besides stars. */
export const isPattern = (text: string) => /^\*?[^*]+\*?$/.test(text.trim());
