/** Where a task stands in a list by its date. */
type DueGroup = 'overdue' | 'today' | 'tomorrow' | 'week' | 'later' | 'never';

/** In the order in which people need them. */
export const dueGroups: DueGroup[] = ['overdue', 'today', 'tomorrow', 'week', 'later', 'never'];

export function groupOf(dueAt: string | null, now: number): DueGroup {
  if (dueAt === null) return 'never';
  const due = new Date(dueAt);
  if (due.getTime() < now) return 'overdue';
  const days = daysBetween(new Date(now), due);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days < 7 ? 'week' : 'later';
}

function daysBetween(from: Date, to: Date): number {
  return Math.round((Date.UTC(to.getFullYear(), to.getMonth(), to.getDate()) - Date.UTC(from.getFullYear(), from.getMonth(), from.getDate())) / 86_400_000);
}

/** Moments that people ask for, from now: in an hour, this evening, tomorrow morning, on Monday. None of them is in the past. */
export function quickMoments(now: Date): { key: 'hour' | 'evening' | 'tomorrow' | 'monday'; at: Date }[] {
  const at = (days: number, hour: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const hour = new Date(now.getTime() + 3_600_000);
  hour.setSeconds(0, 0);
  const toMonday = ((8 - now.getDay()) % 7) || 7;
  return [
    { key: 'hour' as const, at: hour },
    ...(now.getHours() < 17 ? [{ key: 'evening' as const, at: at(0, 18) }] : []),
    { key: 'tomorrow' as const, at: at(1, 10) },
    ...(toMonday > 1 ? [{ key: 'monday' as const, at: at(toMonday, 10) }] : []),
  ];
}
