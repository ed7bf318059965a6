import { grouped } from '@/lib/grouped';
import type { Cost } from '../api';

/** What one file told of costs. */
export interface CostImport {
  key: string;
  from: string;
  to: string;
  rows: number;
  /** By currency: amounts of several are not added up. */
  costs: { currency: string | null; cost: number }[];
}

/** Costs by the file that told them, the latest first. */
export function importsOf(costs: readonly Cost[]): CostImport[] {
  return grouped(costs, (cost) => cost.key).map(([key, rows]) => {
    const days = rows.map((row) => row.day).toSorted();
    return {
      key, from: days[0]!, to: days.at(-1)!, rows: rows.length,
      // Whole kopecks are added, so that no digit is lost on the way.
      costs: grouped(rows, (row) => row.currency).map(([currency, same]) => ({ currency, cost: Math.round(same.reduce((sum, row) => sum + row.cost * 10_000, 0)) / 10_000 })),
    };
  }).toSorted((a, b) => b.to.localeCompare(a.to));
}
