import { expect, test } from 'vitest';
import { undoable } from './identity';
import { addRevealed, nothingRevealed, withRevealed } from './reveal';
import { eventOf, profileOf, wordsOf } from './testing';
import { daysAgo, timelineDays } from './timeline';
import { cleanColumns, exportColumns, moveColumn } from './columns';
import { fromField, toField } from './traitField';
import type { HistoryEntry } from '../types';

const merge: HistoryEntry = { position: 9, at: '2026-01-01T12:00:00Z', action: 'merge', from: 'b', to: 'a', records: [{ source: 'crm', externalId: '1' }], who: 'rules', why: 'email', messageId: null };
const event = (position: number, occurredAt: string, change = {}) => eventOf({ position, occurredAt, ...change });

test('events and merges are one line by days, latest first', () => {
  const days = timelineDays([event(3, '2026-01-02T12:00:00Z'), event(2, '2026-01-01T13:00:00Z'), event(1, '2026-01-01T11:00:00Z')], [merge], true);
  expect(days.map((day) => day.entries.map((entry) => entry.key))).toEqual([['e3'], ['e2', 'c9 b', 'e1']]);
});

test('a merge that is older than what is loaded waits for its neighbours', () => {
  expect(timelineDays([event(3, '2026-01-02T12:00:00Z')], [merge], false).flatMap((day) => day.entries)).toHaveLength(1);
  expect(timelineDays([event(3, '2026-01-02T12:00:00Z')], [merge], true).flatMap((day) => day.entries)).toHaveLength(2);
});

test('an identify comes with the one before it of the same record', () => {
  const [day] = timelineDays([event(3, '2026-01-01T13:00:00Z', { type: 'identify' }), event(2, '2026-01-01T12:30:00Z', { type: 'identify', externalId: 'b' }), event(1, '2026-01-01T12:00:00Z', { type: 'identify' })], [], true);
  expect(day!.entries.map((entry) => (entry.kind === 'event' ? entry.before?.position : undefined))).toEqual([1, undefined, undefined]);
});

test('days are counted by the calendar', () => {
  expect(daysAgo(new Date(2026, 0, 1, 23, 59).toISOString(), new Date(2026, 0, 2, 0, 1).getTime())).toBe(1);
  expect(daysAgo(new Date(2026, 0, 2, 0, 0).toISOString(), new Date(2026, 0, 2, 23, 0).getTime())).toBe(0);
});

test('a merge can be undone by the records that it brought and that are here still, unless they are all', () => {
  const record = (externalId: string) => ({ source: 'crm', externalId, traits: {}, createdAt: '', updatedAt: '' });
  expect(undoable(merge, profileOf({ records: [record('1'), record('2')] }))).toEqual([{ source: 'crm', externalId: '1' }]);
  expect(undoable(merge, profileOf({ records: [record('1')] }))).toEqual([]);
  expect(undoable({ ...merge, action: 'unmerge' }, profileOf({ records: [record('1'), record('2')] }))).toEqual([]);
});

test('what is revealed takes the place of what was masked, and nothing else', () => {
  const masked = { type: 'phone', value: '+7 916 •••-••-67', sources: ['crm'], firstSeen: '', lastSeen: '', masked: true };
  const mail = { ...masked, type: 'email', value: 'a•••@b.example' };
  const profile = profileOf({ traits: { phone: '+7 916 •••-••-67', email: 'a•••@b.example' }, masked: ['phone', 'email'], identifiers: [masked, mail] });
  const shown = withRevealed(profile, addRevealed(nothingRevealed, { traits: { phone: '+79161234567' }, identifiers: [{ type: 'phone', value: '+79161234567' }] }));
  expect(shown.traits).toEqual({ phone: '+79161234567', email: 'a•••@b.example' });
  expect(shown.masked).toEqual(['email']);
  expect(shown.identifiers).toEqual([{ ...masked, value: '+79161234567', masked: false }, mail]);
  expect(withRevealed(profile, nothingRevealed)).toBe(profile);
});

test('columns keep the name first and nothing that is unknown', () => {
  expect(cleanColumns(['phone', 'nonsense', 'trait:plan', 'phone'])).toEqual(['name', 'phone', 'trait:plan']);
  expect(moveColumn(['name', 'phone', 'email'], 'email', -1)).toEqual(['name', 'email', 'phone']);
  expect(moveColumn(['name', 'phone'], 'phone', -1)).toEqual(['name', 'phone']);
});

test('an exported file has the traits that stand behind the columns', () =>
  expect(exportColumns(['name', 'city', 'sources', 'trait:plan', 'updatedAt'], ['firstName', 'lastName', 'address', 'plan'])).toEqual(['id', 'firstName', 'lastName', 'address', 'plan', 'updatedAt']));

test.each([['number', 5], ['boolean', false], ['string', 'x'], ['date', '2026-01-02'], ['object', { a: 1 }], ['array', ['a']]])('a %s comes back from its input as it went in', (type, value) => expect(fromField(type, toField(type, value))).toEqual(value));

test('values are written as people read them', async () => {
  const { text } = await wordsOf('en');
  expect(text('birthday', '1990-05-17')).toBe('17 May 1990');
  expect(text('birthday', '1990-13-45')).toBe('1990-13-45');
  expect(text('gender', 'f')).toBe('Female');
  expect(text('subscribed', true)).toBe('Yes');
  expect(text('phone', '+79161234567')).toBe('+7 916 123-45-67');
  expect(text('address', { street: 'Мира 1', city: 'Омск', flat: null })).toBe('Омск, Мира 1');
  expect(text('bonus', 1400)).toBe('1,400');
  expect(text('birth_year', 1990)).toBe('1990');
});
