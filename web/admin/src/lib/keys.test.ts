import { expect, test } from 'vitest';
import { keyOf } from './keys';

test.each([
  ['Интернет-магазин «Чай»', 'internet-magazin-chay'],
  ['CRM №2', 'crm-2'],
  ['  Shop  ', 'shop'],
  ['!!!', ''],
  ['Щ'.repeat(40), 'shch'.repeat(16).slice(0, 63)],
])('the key of "%s"', (name, key) => expect(keyOf(name)).toBe(key));
