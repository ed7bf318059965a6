const hourMs = 3_600_000;
const keyOf = (user: number) => `kartoteka.matching.${user}`;

/** When the person decided in this browser within the last hour, in milliseconds, the earliest first. */
export function readMoments(user: number, now: number): number[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(user)) ?? '[]');
    return Array.isArray(stored) ? stored.filter((at): at is number => typeof at === 'number' && at > now - hourMs && at <= now) : [];
  } catch {
    return []; // Somebody else's text.
  }
}

export function keepMoments(user: number, moments: readonly number[]): void {
  localStorage.setItem(keyOf(user), JSON.stringify(moments));
}
