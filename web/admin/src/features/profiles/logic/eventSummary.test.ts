import { describe, expect, test } from 'vitest';
import english from '../locales/en.json';
import russian from '../locales/ru.json';
import { eventWords, knownEvent } from './eventNames';
import { summarise } from './eventSummary';
import { eventOf, wordsOf } from './testing';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const order = { order_id: '77', total: 2150.5, currency: 'RUB', discount: 100, products: [{ name: 'Чай', quantity: 2, price: 1000 }, { sku: 'K-1', price: '150.50' }] };

test('every known event has its word in both languages', () => {
  for (const word of eventWords) {
    expect(russian.events.names, word).toHaveProperty(word);
    expect(english.events.names, word).toHaveProperty(word);
  }
});

test.each(['Order Completed', 'order_completed', 'orderCompleted', 'ORDER COMPLETED'])('%s is an order', (name) => expect(knownEvent(name)).toMatchObject({ kind: 'order', word: 'orderCompleted' }));

describe('in Russian', async () => {
  const words = await wordsOf('ru');

  test('an order has its number, total, lines and discount', () => {
    const summary = summarise(eventOf({ event: 'Order Completed', body: { properties: order } }), words);
    expect([summary.title, plain(summary.amount)]).toEqual(['Заказ 77', '2 150,50 ₽']);
    expect(summary.lines.map((line) => [line.name, line.quantity, plain(line.price), plain(line.total)])).toEqual([['Чай', 2, '1 000 ₽', '2 000 ₽'], ['K-1', null, '150,50 ₽', '150,50 ₽']]);
    expect(summary.facts.map((fact) => plain(fact.value))).toEqual(['100 ₽']);
  });

  test('a call has its direction, outcome and length', () => {
    const summary = summarise(eventOf({ event: 'Call Ended', body: { properties: { direction: 'in', outcome: 'complaint', topic: 'Доставка', duration_seconds: 184 } } }), words);
    expect([summary.kind, summary.title, summary.detail, ...summary.facts.map((fact) => plain(fact.value))]).toEqual(['call', 'Входящий звонок', 'Доставка', 'жалоба', '3 мин']);
  });

  test('an identify shows what it changed of the one before', () => {
    const before = eventOf({ type: 'identify', body: { traits: { city: 'Омск', plan: 'a' } } });
    const after = eventOf({ type: 'identify', position: 2, body: { traits: { city: 'Томск', plan: 'a' } } });
    expect(summarise(after, words, before)).toMatchObject({ title: 'Данные изменились', facts: [{ label: 'city', value: 'Томск' }] });
    expect(summarise(after, words)).toMatchObject({ title: 'Данные о клиенте', facts: [{ label: 'city' }, { label: 'plan' }] });
    expect(summarise(after, words, after).title).toBe('Данные подтверждены');
  });
});

describe('in English', async () => {
  const words = await wordsOf('en');

  test('an order of another currency', () => expect(summarise(eventOf({ event: 'Order Refunded', body: { properties: { order_id: 'A', total: 5, currency: 'GBP' } } }), words)).toMatchObject({ title: 'Refund of order A', amount: '£5', kind: 'refund' }));

  test('a page has its title and address', () => expect(summarise(eventOf({ type: 'page', body: { properties: { title: 'Tea', url: 'https://shop.example/tea' } } }), words).detail).toBe('Tea · https://shop.example/tea'));

  test('an event that nobody knows is called as it is, with its properties', () =>
    expect(summarise(eventOf({ event: 'Lottery entered', body: { properties: { ticket: '7' } } }), words)).toMatchObject({ kind: 'event', title: 'Lottery entered', facts: [{ label: 'ticket', value: '7' }] }));

  test.each([null, 'text', [], { properties: 5 }, { properties: { products: 'none', total: 'x' } }])('a body that is not what it should be (%o) breaks nothing', (body) => {
    for (const type of ['track', 'identify', 'page', 'group', 'alias']) expect(() => summarise(eventOf({ type, event: 'Order Completed', body }), words)).not.toThrow();
  });
});
