import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fromForm, nodeAt } from './fromForm';
import { isGroup, type Group, type Leaf, type Node } from './form';
import { plainText, sentenceOf, type Vocabulary } from './sentence';
import { vocabulary } from './testing';
import { toForm } from './toForm';

type Json = Record<string, unknown>;

const truths = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../../../tests/Kartoteka.Domain.Tests/Data/segment-truths.json'), 'utf8')) as { cases: { rule: Json }[] }[];
const rules = truths.flatMap(({ cases }) => cases.map(({ rule }) => rule));

/** One spelling of what may be spelled in several ways, as the server writes rules too. */
function spelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelled);
  if (typeof value !== 'object' || value === null) return value;
  const json = Object.fromEntries(Object.entries(value as Json).map(([name, part]) => [name, spelled(part)]));
  if (typeof json.path === 'string') json.path = [json.path];
  if (Array.isArray(json.in) && json.in.length === 1) return { ...without(json, 'in'), equals: json.in[0] as unknown };
  if (Array.isArray(json.between) && typeof json.between[0] === 'number') return { ...without(json, 'between'), atLeast: json.between[0] as unknown, atMost: json.between[1] as unknown };
  if (typeof json.anniversary === 'object') return { ...json, anniversary: { fromDays: 0, ...json.anniversary } };
  return json;
}

const without = (json: Json, name: string) => Object.fromEntries(Object.entries(json).filter(([key]) => key !== name));
const leaves = (node: Node): Leaf[] => (isGroup(node) ? node.children.flatMap(leaves) : [node]);

describe('rule and form', () => {
  test('there are rules to go by', () => expect(rules.length).toBeGreaterThan(100));

  test.each(rules.map((rule) => [JSON.stringify(rule), rule] as const))('%s comes back from the form', (_, rule) => {
    const written = fromForm(toForm(rule));
    expect(spelled(written.rule)).toEqual(spelled(rule));
    expect(written.unfinished).toEqual([]);
  });

  test('all of them but a double negation have fields of their own', () => {
    const asText = rules.filter((rule) => leaves(toForm(rule)).some(({ condition }) => condition.about === 'json'));
    expect(asText).toEqual([{ not: { not: { identifier: 'email' } } }]);
  });

  test.each([[{ trait: 'city', equals: 'x', unheard: 1 }], [{ event: 'A', sum: { property: 'x', above: 1 }, times: { above: 1 } }], [{ trait: 'city', above: 1, equals: 2 }], [{ account: { identifier: 'email' } }], [{ constructor: 1 }], ['text'], [null]])('what has no form stays as it is: %j', (rule) => {
    expect(fromForm(toForm(rule)).rule).toEqual(rule);
  });

  test('what is to be filled in is told, and a pointer of the server leads to its condition', () => {
    const form = toForm({ all: [{ trait: 'city', equals: 'Омск' }, { not: { any: [{ event: 'A' }, { not: { trait: 'age', above: 5 } }] } }] });
    const { places } = fromForm(form);
    const inner = (form.children[1] as Group).children[1]!;
    expect(nodeAt(places, '/all/1/not/any/1/not/above')).toBe(inner.id);
    expect(nodeAt(places, '/all/1')).toBe(form.children[1]!.id);
    const empty: Leaf = { id: 'x', negated: false, condition: { about: 'trait', name: 'city', path: [], test: { op: 'is', texts: [] } } };
    expect(fromForm({ ...form, children: [empty] }).unfinished).toEqual(['x']);
  });

  test('text that is no JSON is unfinished', () => {
    expect(fromForm({ id: 'g', mode: 'all', children: [{ id: 'j', negated: false, condition: { about: 'json', text: '{' } }] }).unfinished).toEqual(['j']);
  });
});

describe('sentence', () => {
  let words: Record<'ru' | 'en', Vocabulary>;
  beforeAll(async () => { words = { ru: await vocabulary('ru'), en: await vocabulary('en') }; });
  const say = (rule: unknown, language: 'ru' | 'en' = 'ru') => plainText(sentenceOf(toForm(rule), words[language])).replace(/[\u00a0\u202f]/g, ' ');

  test.each([
    [{ all: [] }, 'Все люди', 'Everybody'],
    [{ all: [{ event: 'Order Completed', within: { last: { days: 30 } }, sum: { property: 'revenue', atLeast: 10000 } }, { not: { event: 'Email Opened' } }] },
      'Люди, которые покупали на сумму от 10 000 за последние 30 дней и которые не открывали письма', 'People who ordered for 10,000 or more in the last 30 days and who did not open e-mails'],
    [{ all: [{ identifier: 'phone' }, { not: { trait: 'city', in: ['Омск', 'Тула'] } }] }, 'Люди, у которых есть телефон, кроме тех, у которых город — Омск или Тула', 'People who have a phone, except those whose city is Омск or Тула'],
    [{ not: { trait: 'city', exists: true } }, 'Все люди, кроме тех, у которых заполнено «город»', 'Everybody, except those whose city is known'],
    [{ trait: 'birthday', anniversary: { toDays: 7 } }, 'Люди, у которых день рождения в ближайшие 7 дней', 'People whose birthday falls in the next 7 days'],
    [{ sequence: [{ event: 'Product Added' }, { not: { event: 'Order Completed' }, within: { hours: 3 } }] },
      'Люди, у которых по порядку было: «Товар в корзину», затем в течение 3 часов не было «Заказ»', 'People who had in this order: “Product added to cart”, then within 3 hours no “Order”'],
    [{ all: [{ identifier: 'email' }, { any: [{ segment: 'vip' }, { event: 'Quiz', times: { atLeast: 2 } }] }] },
      'Люди, у которых есть почта и (которые входят в сегмент «vip» или у которых было событие «Quiz» 2 раза и чаще)', 'People who have an e-mail and (who are in the segment “vip” or who had the event “Quiz” 2 times or more)'],
    [{ event: 'Order Completed', where: [{ property: 'category', equals: 'обувь' }], within: { from: '2026-02-12' } }, 'Люди, которые покупали (категория — обувь) с 12 февр. 2026 г.', 'People who ordered (category is обувь) since 12 Feb 2026'],
  ])('%j', (rule, russian, english) => {
    expect(say(rule)).toBe(russian);
    expect(say(rule, 'en')).toBe(english);
  });

  test('every rule has a sentence without holes and without marks, in both languages', () => {
    for (const rule of rules) for (const language of ['ru', 'en'] as const) expect(say(rule, language), JSON.stringify(rule)).not.toMatch(/segments:|sentence\.|\{\{|…|undefined| {2}/);
  });

  test('values of the base are told from words', () => {
    const pieces = sentenceOf(toForm({ trait: 'city', equals: 'Омск' }), words.en);
    expect(pieces.filter((piece) => piece.isData).map((piece) => piece.text)).toContain('Омск');
  });
});
