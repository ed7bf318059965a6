/** Who pauses for longer than this does something else, and the time does not count. In milliseconds. */
const pauseMs = 120_000;

/** Fewer decisions tell no rate. */
const decisionsMin = 5;

/** Decisions an hour of work, by the moments of decisions in their order; null while there are too few to say. */
export function paceOf(moments: readonly number[]): number | null {
  if (moments.length < decisionsMin) return null;
  let worked = 0;
  for (let at = 1; at < moments.length; at++) worked += Math.min(moments[at]! - moments[at - 1]!, pauseMs);
  return worked > 0 ? Math.round(((moments.length - 1) * 3_600_000) / worked) : null;
}
