import type { Activity } from './api';

const hourMs = 3_600_000;

/** Columns of a chart: every step from the first to now, those without input as zeros. At most 2,400 steps. */
export function series({ from, step, points }: Activity, now: number): { at: number[]; stored: number[]; duplicate: number[]; quarantined: number[] } {
  const length = step === 'hour' ? hourMs : 24 * hourMs;
  const floor = (moment: number) => Math.floor(moment / length) * length;
  const known = new Map(points.map((point) => [floor(Date.parse(point.at)), point]));
  const first = floor(Date.parse(from));
  const count = Math.min(2_400, Math.max(1, (floor(now) - first) / length + 1));
  const at = Array.from({ length: count }, (_, i) => first + i * length);
  return {
    at,
    stored: at.map((moment) => known.get(moment)?.stored ?? 0),
    duplicate: at.map((moment) => known.get(moment)?.duplicate ?? 0),
    quarantined: at.map((moment) => known.get(moment)?.quarantined ?? 0),
  };
}
