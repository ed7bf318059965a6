import { axisMoneyOf, moneyOf, periodName, periodShort, signed, wholeMoneyOf, type Say } from '../logic/say';
import type { Answers } from '../types';
import { data, everybody, opens, text, type Shape, type Value } from './shape';

const times = ['day', 'week', 'month'];
/** Bars beyond these are in the table alone. */
const barsMax = 12;

/** What a row of a dimension is called; the unknown row has no key. */
export function partName(say: Say, by: string, key: string, label: string): Value {
  if (key === '') return text(say.t(by === 'utm_source' || by === 'utm_campaign' ? 'reports:part.noMark' : 'reports:part.unknown'));
  if (by === 'channel') {
    const name = say.kindName(key);
    return name === key ? data(key) : text(name);
  }
  return data(label || key);
}

/** Revenue by its parts, with what it was before. */
export function revenueShape(answer: Answers['revenue'], say: Say): Shape {
  const { t, format } = say;
  const money = moneyOf(say, answer.currency, answer.rows.flatMap((row) => [row.revenue, row.averageOrder, row.before?.revenue]));
  const whole = wholeMoneyOf(say, answer.currency);
  const isTime = times.includes(answer.by);
  const isCompared = answer.compare !== 'none' && answer.total.before !== undefined && answer.total.before !== null;
  const nameOf = (row: Answers['revenue']['rows'][number]) => (isTime ? text(periodName(say, answer.by, row.key)) : partName(say, answer.by, row.key, row.label));
  const change = (of: { change?: Answers['revenue']['total']['change'] }): Value => {
    const percent = of.change?.revenuePercent;
    if (percent === null || percent === undefined) return text('–');
    return { text: signed(format.percent(percent / 100), percent), tone: percent < 0 ? 'bad' : percent > 0 ? 'good' : undefined };
  };
  const difference = (of: { change?: Answers['revenue']['total']['change'] }): Value => (of.change ? text(signed(money(of.change.revenue), of.change.revenue)) : text('–'));
  const before = (value: string) => (isCompared ? t('reports:before', { value }) : undefined);
  const { total } = answer;
  return {
    figures: [
      { label: t('reports:column.revenue'), value: opens(whole(total.revenue), total.people, everybody), note: before(whole(total.before?.revenue)) },
      ...(isCompared ? [{ label: t('reports:column.change'), value: change(total), note: difference(total).text }] : []),
      { label: t('reports:column.orders'), value: opens(format.number(total.orders), total.people, everybody), note: before(format.number(total.before?.orders)) },
      { label: t('reports:column.people'), value: opens(format.number(total.people), total.people, everybody), note: before(format.number(total.before?.people)) },
      { label: t('reports:column.averageOrder'), value: text(whole(total.averageOrder)), note: before(whole(total.before?.averageOrder)) },
    ],
    charts: [{
      chart: isTime
        ? {
          kind: 'plot', label: t('reports:revenue.chart'), axis: axisMoneyOf(say, answer.currency),
          points: answer.rows.map((row) => ({ key: row.key, label: periodShort(say, answer.by, row.key), name: periodName(say, answer.by, row.key), behind: { key: row.key } })),
          series: [
            { name: t('reports:column.revenue'), values: answer.rows.map((row) => row.revenue), texts: answer.rows.map((row) => money(row.revenue)), style: 'columns' },
            ...(isCompared ? [{ name: t('reports:column.before'), values: answer.rows.map((row) => row.before?.revenue ?? null), texts: answer.rows.map((row) => money(row.before?.revenue)), style: 'line' as const }] : []),
          ],
        }
        : {
          kind: 'bars', label: t('reports:revenue.chart'), legend: isCompared ? { value: t('reports:column.revenue'), before: t('reports:column.before') } : undefined,
          items: answer.rows.slice(0, barsMax).map((row) => {
            const name = nameOf(row);
            return { key: row.key, label: name.text, isData: name.isData, value: row.revenue, text: money(row.revenue), note: format.percent(row.share), before: isCompared ? (row.before?.revenue ?? 0) : undefined, behind: { key: row.key } };
          }),
        },
    }],
    tables: [{
      label: t('reports:revenue.table'),
      columns: [
        { key: 'name', title: t(isTime ? 'reports:column.period' : `reports:by.${answer.by}`) },
        { key: 'revenue', title: t('reports:column.revenue'), isNumber: true, width: 140 },
        { key: 'share', title: t('reports:column.share'), width: 130 },
        { key: 'orders', title: t('reports:column.orders'), isNumber: true, width: 80 },
        { key: 'people', title: t('reports:column.people'), isNumber: true, width: 80 },
        { key: 'average', title: t('reports:column.averageOrder'), isNumber: true, width: 120 },
        ...(isCompared ? [{ key: 'before', title: t('reports:column.before'), isNumber: true, width: 130 }, { key: 'difference', title: t('reports:column.difference'), isNumber: true, width: 140 }, { key: 'change', title: t('reports:column.change'), isNumber: true, width: 100 }] : []),
      ],
      rows: [
        ...answer.rows.map((row) => ({
          key: `row ${row.key}`,
          values: {
            name: nameOf(row), revenue: text(money(row.revenue)), share: { text: format.percent(row.share), share: row.share }, orders: opens(format.number(row.orders), row.people, { key: row.key }),
            people: opens(format.number(row.people), row.people, { key: row.key }), average: text(money(row.averageOrder)),
            before: { text: money(row.before?.revenue), ...(row.before && row.before.people > 0 ? { behind: { key: row.key, compared: 'true' } } : {}) }, difference: difference(row), change: change(row),
          },
        })),
        ...(answer.rest ? [{ key: 'rest', values: { name: text(t('reports:rest', { count: answer.rest.rows, text: format.number(answer.rest.rows) })), revenue: text(money(answer.rest.revenue)), share: { text: format.percent(answer.rest.share), share: answer.rest.share } } }] : []),
      ],
    }],
  };
}
