import type { HistoryEntry, TimelineEvent } from '../types';

type TimelineEntry =
  | { kind: 'event'; at: string; key: string; event: TimelineEvent; before?: TimelineEvent }
  | { kind: 'change'; at: string; key: string; entry: HistoryEntry };

interface Day {
  /** The first moment that is shown of it; gives the day in the reader's time zone. */
  at: string;
  entries: TimelineEntry[];
}

/**
 * Events and changes of identity as one line, latest first, by days of the reader's time zone. A change older than the last loaded event
 * waits until the events around it are there. Each `identify` comes with the one before it of the same record, if that is loaded.
 */
export function timelineDays(events: readonly TimelineEvent[], history: readonly HistoryEntry[], isWhole: boolean): Day[] {
  const oldest = events.at(-1)?.occurredAt ?? '';
  const previous = new Map<string, TimelineEvent>();
  const before = new Map<number, TimelineEvent>();
  for (const event of [...events].reverse()) {
    if (event.type !== 'identify') continue;
    const record = `${event.source} ${event.externalId ?? ''}`;
    const known = previous.get(record);
    if (known) before.set(event.position, known);
    previous.set(record, event);
  }
  const entries: TimelineEntry[] = [
    ...events.map((event): TimelineEntry => ({ kind: 'event', at: event.occurredAt, key: `e${event.position}`, event, before: before.get(event.position) })),
    ...history.filter((entry) => isWhole || Date.parse(entry.at) >= Date.parse(oldest)).map((entry): TimelineEntry => ({ kind: 'change', at: entry.at, key: `c${entry.position} ${entry.from}`, entry })),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const days: Day[] = [];
  for (const entry of entries) {
    const last = days.at(-1);
    if (last && isSameDay(last.at, entry.at)) last.entries.push(entry);
    else days.push({ at: entry.at, entries: [entry] });
  }
  return days;
}

function isSameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** 0 for today, 1 for yesterday, and so on, in the reader's time zone. */
export function daysAgo(at: string, now: number): number {
  const [then, today] = [new Date(at), new Date(now)];
  return Math.round((Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()) - Date.UTC(then.getFullYear(), then.getMonth(), then.getDate())) / 86_400_000);
}
