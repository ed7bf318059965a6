import { expect, test } from 'vitest';
import { compareRecords } from './comparison';
import { comparable, provenanceOf } from './provenance';
import { profileOf } from './testing';

const record = (source: string, traits: Record<string, unknown>, updatedAt = '2026-01-05T00:00:00Z') => ({ source, externalId: '1', traits, createdAt: updatedAt, updatedAt });
const profile = profileOf({
  traits: { city: 'Томск' },
  provenance: { city: { source: 'crm', externalId: '1', at: '2026-01-01T00:00:00Z', rule: 'trust' } },
  records: [record('web', { city: 'Омск' }), record('crm', { city: 'Томск' }), record('till', { city: ' томск ' }), record('call', { city: null })],
});

test('the winner comes first, then those who say otherwise, and the silent are left out', () => {
  const { statements, differing, winner, hasManual } = provenanceOf(profile, 'city');
  expect(statements.map((one) => [one.source, one.wins, one.agrees])).toEqual([['crm', true, true], ['web', false, false], ['till', false, true]]);
  expect([differing, winner?.rule, hasManual]).toEqual([1, 'trust', false]);
});

test('the winner has the time of its statement, the others that of their record', () =>
  expect(provenanceOf(profile, 'city').statements.map((one) => one.at)).toEqual(['2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z', '2026-01-05T00:00:00Z']));

test('a trait that nobody states has no provenance', () => expect(provenanceOf(profile, 'nothing')).toEqual({ winner: null, statements: [], differing: 0, hasManual: false }));

test.each([
  ['+7 (916) 123-45-67', '89161234567', true],
  ['Алёна', 'алена', true],
  ['2026-01-01', '2026-01-02', false],
  [{ city: 'Омск', street: null }, { city: 'омск' }, true],
  [['a', 'b'], ['b', 'a'], true],
  [1, '1', true],
])('%o and %o are the same to people: %s', (a, b, same) => expect(comparable(a) === comparable(b)).toBe(same));

test('records stand side by side with what deviates from the profile', () => {
  const { records, traits } = compareRecords(profile, (a, b) => a.localeCompare(b));
  expect(records).toHaveLength(4);
  expect(traits).toHaveLength(1);
  const city = traits[0]!;
  expect(city.differs).toBe(true);
  expect(records.map((one, at) => [one.source, city.deviates[at], at === city.winner])).toEqual([['web', true, false], ['crm', false, true], ['till', false, false], ['call', false, false]]);
});
