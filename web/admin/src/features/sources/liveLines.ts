/** A line of the live debugger as the server sends it. */
export interface LiveLine {
  outcome: 'stored' | 'duplicate' | 'quarantined';
  receivedAt: string;
  type: string | null;
  event: string | null;
  messageId: string | null;
  position: number | null;
  profileId: string | null;
  reason: string | null;
  detail: string | null;
  /** The event, cut at 4 KiB. */
  body: string | null;
}

/** A line with a number of its own: message ids repeat, and duplicates have no position. */
export type Numbered = LiveLine & { number: number };

/** Most lines kept; the oldest go. */
export const linesMax = 500;

export interface Lines {
  /** Newest first. */
  shown: Numbered[];
  /** What came while the list stands still; newest first. */
  waiting: Numbered[];
  /** Lines that came faster than they were read. */
  dropped: number;
  /** Of the last stored line, so that a new connection does not show it again. */
  position: number;
}

export const noLines: Lines = { shown: [], waiting: [], dropped: 0, position: 0 };

/** Lines with those that came, oldest first in `came`. */
export function withCame(lines: Lines, came: Numbered[], paused: boolean): Lines {
  // After a break the server begins with the last ones again.
  const fresh = came.filter((line) => line.position === null || line.position > lines.position).reverse();
  if (fresh.length === 0) return lines;
  const position = fresh.reduce((most, line) => Math.max(most, line.position ?? 0), lines.position);
  return paused
    ? { ...lines, position, waiting: [...fresh, ...lines.waiting].slice(0, linesMax) }
    : { ...lines, position, waiting: [], shown: [...fresh, ...lines.waiting, ...lines.shown].slice(0, linesMax) };
}

/** True when a line is of the outcome asked for and has the text somewhere. */
export function matches(line: LiveLine, outcome: LiveLine['outcome'] | 'all', text: string): boolean {
  if (outcome !== 'all' && line.outcome !== outcome) return false;
  const wanted = text.trim().toLowerCase();
  return wanted === '' || [line.type, line.event, line.messageId, line.profileId, line.reason, line.body].some((value) => value?.toLowerCase().includes(wanted));
}
