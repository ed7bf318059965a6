import { describe, expect, test } from 'vitest';
import { createFormat, localeOf } from './format';
import { formatPhone } from './phone';

const ru = createFormat('ru-RU', 'Europe/Moscow');
const en = createFormat('en-GB', 'Europe/Moscow');
// Spaces that do not break are what Intl writes, and are not what a test is about.
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('dates', () => {
  test('a date and a time stand as the reader writes them', () => {
    expect(plain(ru.dateTime('2026-11-22T11:05:00Z'))).toBe('22 нояб. 2026 г., 14:05');
    expect(en.dateTime('2026-11-22T11:05:00Z')).toBe('22 Nov 2026, 14:05');
  });
  test('what is no date is a dash and not "Invalid Date"', () => {
    expect([ru.date(null), ru.date('soon'), en.exact(undefined)]).toEqual(['–', '–', '–']);
  });
  test.each([
    [-30, 'сейчас', 'now'],
    [-60, '1 минуту назад', '1 minute ago'],
    [-2 * 3600 - 59, '2 часа назад', '2 hours ago'],
    [-86_400, 'вчера', 'yesterday'],
    [3 * 86_400, 'через 3 дня', 'in 3 days'],
    [-400 * 86_400, 'в прошлом году', 'last year'],
  ])('%i seconds from now', (seconds, russian, english) => {
    expect(plain(ru.relative(seconds * 1000, 0))).toBe(russian);
    expect(en.relative(seconds * 1000, 0)).toBe(english);
  });
});

describe('numbers', () => {
  test('thousands are parted as the reader is used to', () => {
    expect([plain(ru.number(1234567.5)), en.number(1234567.5), ru.number(null)]).toEqual(['1 234 567,5', '1,234,567.5', '–']);
  });
  test('money keeps kopecks only when there are some, and a word that is no currency as it came', () => {
    expect(plain(ru.money(1500, 'RUB'))).toBe('1 500 ₽');
    expect(plain(ru.money(1500.5, 'RUB'))).toBe('1 500,50 ₽');
    expect(en.money(99, 'EUR')).toBe('€99');
    expect(plain(ru.money(10, 'bonus'))).toBe('10 bonus');
  });
  test('a share of nothing is a dash', () => {
    expect([plain(ru.percent(0.256)), en.percent(0), en.percent(0 / 0)]).toEqual(['25,6 %', '0%', '–']);
  });
  test('bytes and seconds take the unit that fits', () => {
    expect([plain(ru.bytes(1_468_006)), en.bytes(0), en.bytes(2 ** 30)]).toEqual(['1,4 МБ', '0 byte', '1 GB']);
    expect([0.4, 90, 600, 7_200, 864_000].map((seconds) => plain(ru.duration(seconds)))).toEqual(['0,4 с', '90 с', '10 мин', '2 ч', '10 дн.']);
  });
});

test.each([
  ['+79161234567', '+7 916 123-45-67'],
  ['+12125550123', '+1 212 555-0123'],
  ['+4915112345678', '+49 151 123 456 78'],
  ['+7 916 •••-••-67', '+7 916 •••-••-67'],
  ['+3726512345', '+372 651 2345'],
  ['112', '112'],
])('the phone %s reads %s', (value, shown) => expect(formatPhone(value)).toBe(shown));

test('the reader’s own variant of a language is preferred', () => {
  expect(localeOf('en', ['de-DE', 'en-US', 'en-GB'])).toBe('en-US');
  expect(localeOf('ru', ['en-US'])).toBe('ru-RU');
  expect(localeOf('en', ['ru-RU'])).toBe('en-GB');
});
