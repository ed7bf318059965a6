import { expect, test } from 'vitest';
import { bandOf, readFilter, writeFilter } from './filter';

test('an address says what a filter is, and back', () => {
  const address = 'entity=3&kind=account&state=later&min=0.8&max=0.95&pattern=18446744073709551615&source=crm&sort=newest';
  const filter = readFilter(new URLSearchParams(address));
  expect(filter).toMatchObject({ entity: 3, kind: 'account', state: 'later', min: 0.8, max: 0.95, pattern: '18446744073709551615', source: 'crm', sort: 'newest' });
  expect(new URLSearchParams(writeFilter(filter)).toString()).toBe(address);
});

test('what is so by default does not stand in the address', () => expect(writeFilter(readFilter(new URLSearchParams()))).toEqual({}));

test('what an address has no sense for is left out', () => {
  expect(readFilter(new URLSearchParams('entity=x&state=no&min=7&max=x&kind=robot&sort='))).toEqual(readFilter(new URLSearchParams()));
});

test('bounds of a band are known as it', () => {
  expect(bandOf({})).toBe('all');
  expect(bandOf({ min: 0.95, max: 0.99 })).toBe('p95');
  expect(bandOf({ min: 0.3 })).toBeUndefined();
});
