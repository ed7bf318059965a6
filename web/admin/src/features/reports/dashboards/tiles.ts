import type { ChartShape } from '@/components/charts/types';
import type { Shape } from '../shapes/shape';
import type { ReportName } from '../types';
import type { Tile, TileChart } from './api';

/** Widths that the buttons go through, in columns of twelve. */
const widths = [3, 4, 6, 8, 12];

/** The next width to a side; the same at the end. */
export function nextWidth(width: number, wider: boolean): number {
  return (wider ? widths.find((one) => one > width) : widths.toReversed().find((one) => one < width)) ?? width;
}

/** The width of twelve that is nearest to a share of the row. */
export const widthOf = (share: number): number => widths.reduce((best, one) => (Math.abs(one / 12 - share) < Math.abs(best / 12 - share) ? one : best));

/** Tiles with one of them at another place. */
export function moved<T>(tiles: readonly T[], from: number, to: number): T[] {
  const rest = tiles.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, tiles[from]!);
}

const kinds: Record<Exclude<TileChart, 'table' | 'number'>, ChartShape['kind'][]> = { bar: ['bars', 'funnel', 'plot'], line: ['plot'], grid: ['grid'] };

/** The chart of a shape that a tile asks for; the first there is when it has none of that form. */
export function chartOf(shape: Shape, chart: TileChart): Shape['charts'][number] | undefined {
  if (chart === 'table' || chart === 'number') return undefined;
  for (const kind of kinds[chart]) {
    const found = shape.charts.find((one) => one.chart.kind === kind);
    if (found) return found;
  }
  return shape.charts[0];
}

/** Forms that a report can be shown in on a tile, the most telling first. */
export const chartsOf: Record<ReportName, readonly TileChart[]> = {
  revenue: ['bar', 'line', 'number', 'table'], campaigns: ['bar', 'table', 'number'], funnel: ['bar', 'table', 'number'], rfm: ['grid', 'table', 'number'], 'rfm/transitions': ['grid', 'table', 'number'],
  cohorts: ['grid', 'line', 'table', 'number'], abc: ['grid', 'table', 'number'], growth: ['line', 'bar', 'number', 'table'], overlap: ['grid', 'table', 'number'],
};

/** So many columns of a table as a tile has room for: the first, then the main ones, then what comes first; in their order. */
export function columnsFor<T extends { isMain?: boolean }>(columns: readonly T[], count: number): T[] {
  const [first, ...others] = columns;
  const chosen = new Set([first, ...others.filter((column) => column.isMain), ...others.filter((column) => !column.isMain)].slice(0, count));
  return columns.filter((column) => chosen.has(column));
}

/** Where each tile stands among others, to know when one is dragged over. */
export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The tile under a point, by its place in the list; -1 between tiles. */
export const tileAt = (places: readonly Place[], x: number, y: number): number => places.findIndex((place) => x >= place.left && x < place.left + place.width && y >= place.top && y < place.top + place.height);

/** A tile of a report as it is shown now. */
export const tileOf = (report: ReportName, parameters: Tile['parameters'], title: string, chart: TileChart): Tile => ({ report, parameters, title: title.trim() || null, chart, width: chart === 'number' ? 12 : 6 });
