import { periodName, periodShort, type Say } from '../logic/say';
import type { Answers } from '../types';
import { everybody, opens, text, type Shape } from './shape';

/** What is told of a period; each opens into its people. */
const columns = ['new', 'withPhone', 'withEmail', 'known', 'anonymous', 'joined', 'total'] as const;
type Column = (typeof columns)[number];

/** How many people are known, and who came. */
export function growthShape(answer: Answers['growth'], say: Say): Shape {
  const { t, format } = say;
  const { rows } = answer;
  const sum = (of: (row: Answers['growth']['rows'][number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const total = rows.at(-1)?.total ?? answer.totalBefore;
  const came = sum((row) => row.new);
  const shareNote = (part: number) => (came > 0 ? t('reports:growth.ofNew', { share: format.percent(part / came) }) : undefined);
  const number = (value: number, of: Column, key?: string) => opens(format.number(value), value, key === undefined ? { of } : { of, key });
  const figure = (of: 'withPhone' | 'withEmail' | 'anonymous') => ({ label: t(`reports:growth.${of}`), value: number(sum((row) => row[of]), of), note: shareNote(sum((row) => row[of])) });
  return {
    figures: [
      { label: t('reports:growth.total'), value: opens(format.number(total), total, everybody), note: t('reports:growth.before', { text: format.number(answer.totalBefore) }) },
      { label: t('reports:growth.new'), value: number(came, 'new') },
      figure('withPhone'), figure('withEmail'), figure('anonymous'),
      { label: t('reports:growth.joined'), value: number(sum((row) => row.joined), 'joined'), note: t('reports:growth.joinedNote') },
    ],
    charts: [{
      title: t('reports:growth.newTitle'),
      chart: {
        kind: 'plot', label: t('reports:growth.newTitle'), axis: (value) => format.compact(value), isWhole: true,
        points: rows.map((row) => ({ key: row.key, label: periodShort(say, answer.by, row.from), name: periodName(say, answer.by, row.from), isUnfinished: row.isUnfinished, behind: { key: row.key } })),
        series: [{ name: t('reports:growth.new'), values: rows.map((row) => row.new), texts: rows.map((row) => format.number(row.new)), style: 'columns' }],
      },
    }, {
      title: t('reports:growth.totalTitle'),
      chart: {
        kind: 'plot', label: t('reports:growth.totalTitle'), axis: (value) => format.compact(value), isWhole: true,
        points: rows.map((row) => ({ key: row.key, label: periodShort(say, answer.by, row.from), name: periodName(say, answer.by, row.from), isUnfinished: row.isUnfinished, behind: row.total > 0 ? { of: 'total', key: row.key } : undefined })),
        series: [{ name: t('reports:growth.total'), values: rows.map((row) => row.total), texts: rows.map((row) => format.number(row.total)), style: 'line' }],
      },
    }],
    tables: [{
      label: t('reports:growth.table'),
      columns: [
        { key: 'name', title: t('reports:column.period') },
        ...columns.map((key) => ({ key, title: t(`reports:growth.${key}`), isNumber: true, width: 130 })),
      ],
      rows: rows.toReversed().map((row) => ({
        key: row.key,
        values: {
          name: text(row.isUnfinished ? t('reports:unfinished', { period: periodName(say, answer.by, row.from) }) : periodName(say, answer.by, row.from)),
          ...Object.fromEntries(columns.map((column) => [column, number(row[column], column, row.key)])),
        },
      })),
    }],
  };
}
