import { expect, test } from 'vitest';
import type { Quality } from '@/features/quality/public';
import type { Trait } from './api';
import { filtered, rowsOf } from './rows';

const trait = (name: string, more: Partial<Trait> = {}): Trait => ({
  kind: 'person', name, type: 'string', privacyClass: 'none', declared: false, label: {}, purpose: null, retentionDays: null, masterSource: null, firstSeen: '2026-01-01T00:00:00Z', ...more,
});
const quality: Quality = {
  computedAt: '2026-03-01T00:00:00Z', asOf: 1, running: false, sources: [], totals: { profiles: 210, persons: 200, accounts: 10 },
  traits: [{ kind: 'person', name: 'email', filled: 150, bySource: { crm: 150 }, lastUpdatedAt: '2026-02-01T00:00:00Z' }, { kind: 'account', name: 'email', filled: 5, bySource: {}, lastUpdatedAt: '2026-02-01T00:00:00Z' }],
};
const all = { text: '', kind: 'all', privacyClass: null, undeclared: false } as const;

test('fill is a share of the profiles of the same kind', () => {
  const rows = rowsOf([trait('email'), trait('email', { kind: 'account' }), trait('size')], quality);
  expect(rows.map((row) => row.fill)).toEqual([0.75, 0.5, 0]);
});

test('fill is not known before it was counted', () => {
  expect(rowsOf([trait('email')], { ...quality, computedAt: null })[0]?.fill).toBeNull();
  expect(rowsOf([trait('email')], undefined)[0]?.fill).toBeNull();
});

test('a filter asks for words in any language, class, kind and what nobody declared', () => {
  const rows = rowsOf([trait('birthday', { label: { ru: 'День рождения' }, privacyClass: 'demographic', declared: true }), trait('email'), trait('inn', { kind: 'account' })], quality);
  const names = (filter: Partial<Parameters<typeof filtered>[1]>) => filtered(rows, { ...all, ...filter }).map((row) => row.name);
  expect(names({})).toEqual(['email', 'birthday', 'inn']);
  expect(names({ text: 'рожд' })).toEqual(['birthday']);
  expect(names({ privacyClass: 'demographic' })).toEqual(['birthday']);
  expect(names({ kind: 'account' })).toEqual(['inn']);
  expect(names({ undeclared: true })).toEqual(['email', 'inn']);
});
