import { expect, test } from 'vitest';
import { clock, readCaller, readTyped, writeCaller } from './caller';

test.each([
  ['phone=%2B79161234567', '+79161234567'],
  ['phone=+79161234567', '+79161234567'],
  ['phone=79161234567', '+79161234567'],
  ['phone=89161234567', '89161234567'],
])('%s is the caller %s', (search, phone) => expect(readCaller(new URLSearchParams(search)).phone).toBe(phone));

test('a caller survives the way through the address', () => {
  const caller = { phone: '+79161234567', query: '', profile: 'p' };
  expect(readCaller(new URLSearchParams(writeCaller(caller).toString()))).toEqual(caller);
});

test.each([
  ['+7 916 123-45-67', { phone: '+7 916 123-45-67' }], ['89161234567', { phone: '89161234567' }], ['Анна', { query: 'Анна' }], ['12345', { query: '12345' }], ['2200 1234 1234 1234', { query: '2200 1234 1234 1234' }],
])('"%s" is looked up as %o', (typed, caller) => expect(readTyped(typed)).toEqual(caller));

test.each([[0, '0:00'], [67, '1:07'], [3_753, '1:02:33']])('%d seconds are %s', (seconds, text) => expect(clock(seconds)).toBe(text));
