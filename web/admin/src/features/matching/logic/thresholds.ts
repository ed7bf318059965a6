import type { ThresholdPoint } from '../types';
import { bitsOf } from './weights';

/** What a threshold would give, read between the points that the model was asked for; null where there are none. */
export function expectedAt(points: readonly ThresholdPoint[], threshold: number): Omit<ThresholdPoint, 'threshold'> | null {
  const sorted = points.toSorted((a, b) => a.threshold - b.threshold);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return null;
  if (threshold <= first.threshold) return first;
  if (threshold >= last.threshold) return last;
  const above = sorted.findIndex((point) => point.threshold >= threshold);
  const [low, high] = [sorted[above - 1]!, sorted[above]!];
  // In bits, in which thresholds lie evenly: from .98 to .99 is as far as from .02 to .01.
  const share = (bitsOf(threshold) - bitsOf(low.threshold)) / (bitsOf(high.threshold) - bitsOf(low.threshold));
  const between = (from: number, to: number) => from + (to - from) * share;
  return { pairs: Math.round(between(low.pairs, high.pairs)), precision: between(low.precision, high.precision), recall: between(low.recall, high.recall) };
}

/** How many pairs two thresholds leave to people. */
export function queueBetween(points: readonly ThresholdPoint[], lower: number, upper: number): number | null {
  const [all, merged] = [expectedAt(points, lower), expectedAt(points, upper)];
  return all && merged ? Math.max(0, all.pairs - merged.pairs) : null;
}
