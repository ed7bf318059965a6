import { expect, test } from 'vitest';
import { groupOf, quickMoments } from './due';

const now = new Date(2026, 10, 20, 12, 0).getTime(); // A Friday.

test.each([
  [new Date(2026, 10, 20, 11, 59), 'overdue'], [new Date(2026, 10, 20, 18, 0), 'today'], [new Date(2026, 10, 21, 0, 0), 'tomorrow'], [new Date(2026, 10, 26, 9, 0), 'week'], [new Date(2026, 11, 20, 9, 0), 'later'],
])('due %s is %s', (due, group) => expect(groupOf(due.toISOString(), now)).toBe(group));

test('without a date it is never due', () => expect(groupOf(null, now)).toBe('never'));

test('no quick moment is in the past', () => {
  for (let hour = 0; hour < 168; hour++) {
    const at = new Date(now + hour * 3_600_000);
    for (const moment of quickMoments(at)) expect(moment.at.getTime(), `${at.toString()} ${moment.key}`).toBeGreaterThan(at.getTime());
  }
});

test('on a Sunday Monday is tomorrow and is named once', () => expect(quickMoments(new Date(2026, 10, 22, 12)).map((moment) => moment.key)).toEqual(['hour', 'evening', 'tomorrow']));
