/** Marks of an axis from 0 (or below) to at least `most`: 3 to 6 of them, round numbers. */
export function ticks(least: number, most: number, isWhole = false): number[] {
  const low = Math.min(0, least);
  const span = most - low;
  if (!(span > 0)) return [0, 1];
  const raw = span / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const round = [1, 2, 2.5, 5, 10].find((step) => step * power >= raw * 0.999)! * power;
  const step = isWhole ? Math.max(1, Math.ceil(round)) : round;
  const first = Math.floor(low / step);
  const last = Math.ceil(most / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Which of `count` labels to write when `fits` of them have room: every nth, the last always. */
export function labelled(count: number, fits: number): Set<number> {
  const every = Math.max(1, Math.ceil(count / Math.max(1, fits)));
  const shown = new Set<number>();
  for (let at = count - 1; at >= 0; at -= every) shown.add(at);
  return shown;
}
