import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { createFormat } from '@/lib/format/format';
import type { Say } from '../logic/say';
import type { Answers } from '../types';
import { shapeOf } from '.';
import type { Shape } from './shape';

const say: Say = { t: ((key: string) => key.replace('reports:', '')) as unknown as TFunction, format: createFormat('en-GB'), kindName: (kind) => kind };
const common = { asOf: 7, isComplete: true, at: '2026-03-01T10:00:00Z', elapsedMs: 12, from: '2026-01-01', to: '2026-03-01', currency: 'RUB', otherCurrencies: [] };

/** What a table says, row by row. */
const table = (shape: Shape, at = 0) => shape.tables[at]!.rows.map((row) => shape.tables[at]!.columns.map(({ key }) => row.values[key]?.text ?? ''));

test('revenue has a row for the unknown and for the rest, and tells a loss from a gain', () => {
  const money = { orders: 2, people: 1, revenue: 150.5, averageOrder: 75.25 };
  const answer: Answers['revenue'] = {
    ...common, by: 'source', compare: 'previous', compareFrom: '2025-11-01', compareTo: '2026-01-01', ordersAddUp: true, total: { ...money, before: { ...money, revenue: 301 }, change: { revenue: -150.5, revenuePercent: -50, ordersPercent: 0 } },
    rows: [{ key: 'shop', label: 'Shop', ...money, share: 1, before: { ...money, revenue: 301 }, change: { revenue: -150.5, revenuePercent: -50, ordersPercent: 0 } }, { key: '', label: '', orders: 1, people: 1, revenue: 0, averageOrder: null, share: 0, before: null, change: null }],
    rest: { rows: 3, revenue: 10, share: 0.06 },
  };
  const shape = shapeOf('revenue', answer, say);
  expect(table(shape)).toEqual([
    ['Shop', 'RUB\u00a0150.50', '100%', '2', '1', 'RUB\u00a075.25', 'RUB\u00a0301.00', '−RUB\u00a0150.50', '−50%'],
    ['part.unknown', 'RUB\u00a00.00', '0%', '1', '1', '–', '–', '–', '–'],
    ['rest', 'RUB\u00a010.00', '6%', '', '', '', '', '', ''],
  ]);
  const [first, unknown] = shape.tables[0]!.rows;
  expect([first!.values.name, first!.values.change!.tone, first!.values.before!.behind]).toEqual([{ text: 'Shop', isData: true }, 'bad', { key: 'shop', compared: 'true' }]);
  expect(unknown!.values.people!.behind).toEqual({ key: '' });
  expect(shapeOf('revenue', { ...answer, compare: 'none' }, say).tables[0]!.columns).toHaveLength(6);
});

test('a cell of RFM is called by the group of most of its people, and rows go from the latest', () => {
  const answer: Answers['rfm'] = {
    ...common, day: '2026-03-01', mode: 'quintiles', levels: 2, bounds: null, people: 5, orders: 6, revenue: 100,
    grid: [{ r: 1, f: 1, people: 0, orders: 0, revenue: 0 }, { r: 1, f: 2, people: 0, orders: 0, revenue: 0 }, { r: 2, f: 1, people: 5, orders: 6, revenue: 100 }, { r: 2, f: 2, people: 0, orders: 0, revenue: 0 }],
    cells: [{ r: 2, f: 1, m: 1, people: 2, orders: 2, revenue: 20, name: 'new' }, { r: 2, f: 1, m: 2, people: 3, orders: 4, revenue: 80, name: 'own' }],
    names: [{ key: 'new', name: null, people: 2, orders: 2, revenue: 20, share: 0.4 }, { key: 'own', name: 'Gold', people: 3, orders: 4, revenue: 80, share: 0.6 }],
  };
  const shape = shapeOf('rfm', answer, say);
  const chart = shape.charts[0]!.chart;
  if (chart.kind !== 'grid') throw new Error(chart.kind);
  expect(chart.rows.map((row) => row.cells.map((cell) => cell!.text))).toEqual([['5', '0'], ['0', '0']]);
  expect(chart.rows[0]!.cells[0]).toMatchObject({ note: 'Gold', isNoteData: true, weight: 1, behind: { r: '2', f: '1' } });
  expect(chart.rows[0]!.cells[1]!.behind).toBeUndefined();
  expect(table(shape).map((row) => row.slice(0, 3))).toEqual([['rfm.name.new', '2', '40%'], ['Gold', '3', '60%']]);
});

test('transitions count who stayed, moved, came and went', () => {
  const answer: Answers['rfm/transitions'] = {
    ...common, names: [{ key: 'champions', name: null }, { key: 'lost', name: null }, { key: 'none', name: null }],
    cells: [{ earlier: 'champions', later: 'champions', people: 4 }, { earlier: 'champions', later: 'lost', people: 3 }, { earlier: 'none', later: 'champions', people: 2 }, { earlier: 'lost', later: 'none', people: 1 }],
  };
  expect(shapeOf('rfm/transitions', answer, say).figures.map(({ value }) => [value.text, value.behind])).toEqual([
    ['4', { change: 'stayed' }], ['3', { change: 'moved' }], ['2', { earlier: 'none' }], ['1', { later: 'none' }],
  ]);
});

test('every number of growth opens into its people, of all days and of each period, but a nought into nobody', () => {
  const row = { key: '2026-01-01', from: '2026-01-01', to: '2026-01-31', isUnfinished: false, new: 5, withPhone: 3, withEmail: 0, known: 4, anonymous: 1, joined: 2, total: 7 };
  const shape = shapeOf('growth', { ...common, by: 'month', totalBefore: 2, rows: [row] }, say);
  expect(shape.figures.map(({ value }) => [value.text, value.behind])).toEqual([
    ['7', {}], ['5', { of: 'new' }], ['3', { of: 'withPhone' }], ['0', undefined], ['1', { of: 'anonymous' }], ['2', { of: 'joined' }],
  ]);
  const { name, ...numbers } = shape.tables[0]!.rows[0]!.values;
  expect(name!.behind).toBeUndefined();
  expect(Object.entries(numbers).map(([column, { text, behind }]) => [column, text, behind])).toEqual([
    ['new', '5', { of: 'new', key: row.key }], ['withPhone', '3', { of: 'withPhone', key: row.key }], ['withEmail', '0', undefined], ['known', '4', { of: 'known', key: row.key }],
    ['anonymous', '1', { of: 'anonymous', key: row.key }], ['joined', '2', { of: 'joined', key: row.key }], ['total', '7', { of: 'total', key: row.key }],
  ]);
});

test('a cohort has an empty cell where no time has passed, and marks a period that is not over', () => {
  const answer: Answers['cohorts'] = {
    ...common, by: 'month', measure: 'people', periods: [{ key: '2026-01', from: '2026-01-01', to: '2026-01-31', isUnfinished: false }, { key: '2026-02', from: '2026-02-01', to: '2026-02-28', isUnfinished: true }],
    cohorts: [{ key: '2026-01', from: '2026-01-01', people: 10, values: [10, 4], shares: [1, 0.4] }, { key: '2026-02', from: '2026-02-01', people: 5, values: [5], shares: [1] }],
    mean: [{ later: 0, share: 1, cohorts: 2 }],
  };
  const chart = shapeOf('cohorts', answer, say).charts[0]!.chart;
  if (chart.kind !== 'grid') throw new Error(chart.kind);
  expect(chart.rows.map((row) => row.cells.map((cell) => cell?.text ?? null))).toEqual([['100%', '40%'], ['100%', null]]);
  expect(chart.rows[0]!.cells[1]).toMatchObject({ isUnfinished: true, weight: 1, behind: { cohort: '2026-01', later: '1' } });
  expect(chart.rows[0]!.cells[0]!.weight).toBe(0);
});

test('classes without months enough are bars, with them a grid of nine', () => {
  const answer: Answers['abc'] = {
    ...common, by: 'products', a: 80, b: 95, x: 10, y: 25, months: 2, items: 1, revenue: 10, classes: [{ class: 'A', items: 1, revenue: 10, itemShare: 1, revenueShare: 1 }],
    matrix: [{ class: 'A', xyz: '', items: 1, revenue: 10, people: 1 }], list: [{ key: '', label: '', revenue: 10, share: 1, cumulative: 1, class: 'A', variation: null, xyz: '', people: 1 }],
  };
  expect(shapeOf('abc', answer, say).charts[0]!.chart.kind).toBe('bars');
  expect(table(shapeOf('abc', answer, say), 1)[0]![0]).toBe('part.unknown');
  const chart = shapeOf('abc', { ...answer, matrix: [{ class: 'A', xyz: 'Y', items: 1, revenue: 10, people: 1 }] }, say).charts[0]!.chart;
  expect(chart.kind === 'grid' && chart.rows.map((row) => row.cells.map((cell) => cell!.text))).toEqual([['0', '1', '0'], ['0', '0', '0'], ['0', '0', '0']]);
});

test('a funnel tells who stopped at each step but the last, of the whole and of each part', () => {
  const step = { share: 1, previousShare: null, medianSeconds: null, p90Seconds: null };
  const steps = [{ ...step, step: 1, label: '{"event":"Viewed","where":[{"property":"x","equals":1}]}', people: 10, stopped: 7 }, { ...step, step: 2, label: 'Bought', people: 3, stopped: 3, share: 0.3, previousShare: 0.3, medianSeconds: 60, p90Seconds: 600 }];
  const answer: Answers['funnel'] = { ...common, mode: 'sequential', window: '7d', by: 'source', steps, parts: [{ key: 'shop', label: 'Shop', steps }], removed: 2, open: 1 };
  const shape = shapeOf('funnel', answer, say);
  expect(shape.figures.slice(-2).map(({ value }) => [value.text, value.behind])).toEqual([['1', { outcome: 'open' }], ['2', { outcome: 'removed' }]]);
  const chart = shape.charts[0]!.chart;
  if (chart.kind !== 'funnel') throw new Error(chart.kind);
  expect(chart.steps.map(({ label, stopped }) => [label, stopped?.behind])).toEqual([['Viewed', { stopped: '1' }], ['Bought', undefined]]);
  expect(shape.tables[1]!.rows[1]!.values.people!.behind).toEqual({ at: '2', key: 'shop' });
});

test('an overlap is the same from either side, and prints what it is a share of', () => {
  const answer: Answers['overlap'] = {
    ...common, by: 'brand', sizes: [{ key: 'a', label: 'A', before: 10, after: 9 }, { key: 'b', label: 'B', before: 5, after: 4 }], left: 0,
    pairs: [{ a: 'a', b: 'b', before: { both: 1, ofSmaller: 0.2, jaccard: 0.07, smaller: 5, union: 14 }, after: { both: 3, ofSmaller: 0.75, jaccard: 0.3, smaller: 4, union: 10 } }],
  };
  const chart = shapeOf('overlap', answer, say).charts[0]!.chart;
  if (chart.kind !== 'grid') throw new Error(chart.kind);
  expect(chart.rows.map((row) => row.cells.map((cell) => cell!.behind))).toEqual([[{ a: 'a', b: 'a' }, { a: 'a', b: 'b' }], [{ a: 'a', b: 'b' }, { a: 'b', b: 'b' }]]);
});
