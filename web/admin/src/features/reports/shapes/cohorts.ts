import type { GridCell } from '@/components/charts/types';
import { axisMoneyOf, moneyOf, periodName, type Say } from '../logic/say';
import type { Answers } from '../types';
import { opens, text, type Shape, type Value } from './shape';

/** Who came in a period, and how many of them come again later. */
export function cohortsShape(answer: Answers['cohorts'], say: Say): Shape {
  const { t, format } = say;
  const money = moneyOf(say, answer.currency, answer.cohorts.flatMap((cohort) => [...cohort.values, ...cohort.shares]));
  const isPeople = answer.measure === 'people';
  const share = (value: number | null | undefined) => (isPeople ? format.percent(value) : answer.measure === 'revenue' ? money(value) : format.number(value === null || value === undefined ? value : Math.round(value * 100) / 100));
  const whole = (value: number | null | undefined) => (answer.measure === 'revenue' ? money(value) : format.number(value));
  const count = Math.max(0, ...answer.cohorts.map((cohort) => cohort.values.length));
  // The first period of a cohort is all of it, and would leave the others pale.
  const most = Math.max(0, ...answer.cohorts.flatMap((cohort) => cohort.shares.slice(isPeople ? 1 : 0).map((value) => value ?? 0)));
  const indexOf = new Map(answer.periods.map((period, at) => [period.key, at]));
  const later = (n: number) => (n === 0 ? t('reports:cohorts.first') : t(`reports:cohorts.later_${answer.by}`, { count: n }));
  const cellOf = (cohort: Answers['cohorts']['cohorts'][number], n: number): GridCell | null => {
    const value = cohort.values[n];
    if (value === null || value === undefined) return null;
    const ratio = cohort.shares[n] ?? 0;
    const isUnfinished = answer.periods[(indexOf.get(cohort.key) ?? 0) + n]?.isUnfinished ?? false;
    const name = t('reports:cohorts.cell', { cohort: periodName(say, answer.by, cohort.from), later: later(n), value: whole(value), share: share(ratio) });
    return { text: share(ratio), name: isUnfinished ? t('reports:unfinished', { period: name }) : name, weight: isPeople && n === 0 ? 0 : most > 0 ? ratio / most : 0, isUnfinished, behind: value > 0 ? { cohort: cohort.key, later: String(n) } : undefined };
  };
  const columns = Array.from({ length: count }, (_, n) => ({ key: String(n), label: n === 0 ? '0' : `+${n}` }));
  const mean = answer.mean.filter((one) => one.later > 0 || !isPeople);
  const at = (n: number) => answer.mean.find((one) => one.later === n)?.share;
  const people = answer.cohorts.reduce((sum, cohort) => sum + cohort.people, 0);
  return {
    figures: [
      { label: t('reports:cohorts.people'), value: opens(format.number(people), people, { later: '0' }) },
      { label: t('reports:cohorts.count'), value: text(format.number(answer.cohorts.length)) },
      ...[1, 3, 6].filter((n) => at(n) !== undefined && at(n) !== null).map((n) => ({ label: t('reports:cohorts.mean', { later: later(n) }), value: text(share(at(n))) })),
    ],
    charts: [{
      title: t(`reports:cohorts.title_${answer.measure}`), text: t('reports:cohorts.text'),
      chart: {
        kind: 'grid', label: t(`reports:cohorts.title_${answer.measure}`), corner: t('reports:cohorts.corner'), columns,
        rows: answer.cohorts.map((cohort) => ({ key: cohort.key, label: periodName(say, answer.by, cohort.from), note: format.number(cohort.people), cells: columns.map((_, n) => cellOf(cohort, n)) })),
      },
    }, ...(mean.length > 1 ? [{
      title: t('reports:cohorts.meanTitle'), text: t('reports:cohorts.meanText'),
      chart: {
        kind: 'plot' as const, label: t('reports:cohorts.meanTitle'), axis: answer.measure === 'revenue' ? axisMoneyOf(say, answer.currency) : (value: number) => (isPeople ? format.percent(value) : format.compact(value)),
        points: mean.map((one) => ({ key: String(one.later), label: one.later === 0 ? '0' : `+${one.later}`, name: later(one.later) })),
        series: [{ name: t('reports:cohorts.meanTitle'), values: mean.map((one) => one.share), texts: mean.map((one) => share(one.share)), style: 'line' as const }],
      },
    }] : [])],
    tables: [{
      label: t('reports:cohorts.table'),
      columns: [{ key: 'name', title: t('reports:cohorts.cohort'), width: 120 }, { key: 'people', title: t('reports:column.people'), isNumber: true, width: 76 }, ...columns.map(({ key, label }) => ({ key: `later ${key}`, title: label, isNumber: true, width: answer.measure === 'revenue' ? 120 : 68 }))],
      rows: answer.cohorts.map((cohort) => ({
        key: cohort.key,
        values: {
          name: text(periodName(say, answer.by, cohort.from)), people: { text: format.number(cohort.people), behind: { cohort: cohort.key, later: '0' } },
          ...Object.fromEntries(columns.map((_, n): [string, Value] => {
            const value = cohort.values[n] ?? null;
            return [`later ${n}`, { text: value === null ? '' : whole(value), behind: value !== null && value > 0 ? { cohort: cohort.key, later: String(n) } : undefined }];
          })),
        },
      })),
    }],
  };
}
