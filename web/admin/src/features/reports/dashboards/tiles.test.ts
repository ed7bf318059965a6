import { expect, test } from 'vitest';
import type { Shape } from '../shapes/shape';
import { chartOf, columnsFor, moved, nextWidth, tileAt, widthOf } from './tiles';

test('a tile moves to any place and no further than the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 1, 9)).toEqual(['a', 'c', 'b']);
});

test('widths go by steps and stay at the ends; a width from elsewhere finds its neighbours', () => {
  expect([nextWidth(6, true), nextWidth(6, false), nextWidth(12, true), nextWidth(3, false), nextWidth(5, true)]).toEqual([8, 4, 12, 3, 6]);
  expect([widthOf(0.1), widthOf(0.5), widthOf(0.7), widthOf(2)]).toEqual([3, 6, 8, 12]);
});

test('a point finds the tile under it', () => {
  const places = [{ left: 0, top: 0, width: 10, height: 10 }, { left: 12, top: 0, width: 10, height: 10 }];
  expect([tileAt(places, 5, 5), tileAt(places, 11, 5), tileAt(places, 12, 0)]).toEqual([0, -1, 1]);
});

test('a tile with room for few columns keeps the name and the main ones, in their order', () => {
  const columns = [{ key: 'name' }, { key: 'visits' }, { key: 'revenue', isMain: true }, { key: 'clicks' }];
  expect(columnsFor(columns, 2).map(({ key }) => key)).toEqual(['name', 'revenue']);
  expect(columnsFor(columns, 3).map(({ key }) => key)).toEqual(['name', 'visits', 'revenue']);
  expect(columnsFor(columns, 9)).toEqual(columns);
});

test('a form that a report does not have gives the one that it has', () => {
  const shape = { figures: [], tables: [], charts: [{ chart: { kind: 'grid', label: 'x', corner: '', columns: [], rows: [] } }] } as Shape;
  expect(chartOf(shape, 'bar')?.chart.kind).toBe('grid');
  expect(chartOf(shape, 'number')).toBeUndefined();
});
