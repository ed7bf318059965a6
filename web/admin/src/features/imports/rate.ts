/** A look at how far something is. */
export interface Look {
  atMs: number;
  rows: number;
  bytes: number;
}

/** Milliseconds over which the rate is taken: long enough to be calm, short enough to show a stop. */
const windowMs = 5_000;

/** Looks with one more; those too old to count go, except the last of them, from which the rate is measured. */
export function withLook(looks: readonly Look[], look: Look): Look[] {
  const last = looks.at(-1);
  if (last && look.rows < last.rows) return [look]; // Another task begins.
  const first = looks.findLastIndex((one) => look.atMs - one.atMs >= windowMs);
  return [...looks.slice(Math.max(0, first)), look];
}

/** Rows a second, and seconds to the end; null while that cannot be told. */
export function rateOf(looks: readonly Look[], totalBytes: number): { rowsPerSecond: number | null; secondsLeft: number | null } {
  const [first, last] = [looks[0], looks.at(-1)];
  if (!first || !last || last.atMs <= first.atMs) return { rowsPerSecond: null, secondsLeft: null };
  const seconds = (last.atMs - first.atMs) / 1_000;
  const bytesPerSecond = (last.bytes - first.bytes) / seconds;
  return {
    rowsPerSecond: (last.rows - first.rows) / seconds,
    secondsLeft: bytesPerSecond > 0 && totalBytes > 0 ? (totalBytes - last.bytes) / bytesPerSecond : null,
  };
}
