/** A day of the calendar as the reader's own, whatever time zone they sit in; null for a moment, which has a time. */
export function ofDay(value: string): Date | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  return found ? new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3])) : null;
}
