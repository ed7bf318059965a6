import { expect, test } from 'vitest';
import { keyFromName, keyPattern } from './keyFromName';

test.each([
  ['Интернет-магазин', 'internet-magazin'],
  ['  CRM (Битрикс24) ', 'crm-bitriks24'],
  ['Щёлково, ТЦ «Ёлка»', 'shchelkovo-tts-elka'],
  ['会社', ''],
])('a key for %j is %j', (name, key) => expect(keyFromName(name)).toBe(key));

test('a key that is taken gets a number', () => expect(keyFromName('Till', ['till', 'till-2'])).toBe('till-3'));

test('a key of a long name is one that the server takes', () => expect(keyFromName('Ж'.repeat(100))).toMatch(keyPattern));
