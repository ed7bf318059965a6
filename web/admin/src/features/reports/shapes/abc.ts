import type { GridCell } from '@/components/charts/types';
import { moneyOf, wholeMoneyOf, type Say } from '../logic/say';
import type { Answers } from '../types';
import { data, everybody, opens, text, weightOf, type Shape } from './shape';

const classes = ['A', 'B', 'C'];
const steadiness = ['X', 'Y', 'Z'];

/** What brings the money, and how evenly. */
export function abcShape(answer: Answers['abc'], say: Say): Shape {
  const { t, format } = say;
  const money = moneyOf(say, answer.currency, [...answer.list, ...answer.matrix].map((row) => row.revenue));
  const whole = wholeMoneyOf(say, answer.currency);
  const hasXyz = answer.matrix.some((cell) => cell.xyz !== '');
  const most = Math.max(0, ...answer.matrix.map((cell) => cell.revenue));
  const isCustomers = answer.by === 'customers';
  const cellOf = (name: string, xyz: string): GridCell => {
    const cell = answer.matrix.find((one) => one.class === name && one.xyz === xyz);
    const [items, revenue] = [cell?.items ?? 0, cell?.revenue ?? 0];
    return { text: format.number(items), note: money(revenue), name: t('reports:abc.cell', { class: name + xyz, items: format.number(items), revenue: money(revenue), people: format.number(cell?.people ?? 0) }), weight: weightOf(revenue, most), behind: (cell?.people ?? 0) > 0 ? { class: name, xyz } : undefined };
  };
  return {
    figures: [
      { label: t('reports:column.revenue'), value: opens(whole(answer.revenue), answer.items, everybody) },
      { label: t(`reports:abc.${answer.by}`), value: opens(format.number(answer.items), answer.items, everybody) },
      ...answer.classes.map((one) => ({ label: t('reports:abc.class', { class: one.class }), value: { text: format.number(one.items), behind: one.items > 0 ? { class: one.class } : undefined }, note: t('reports:abc.classNote', { items: format.percent(one.itemShare), revenue: format.percent(one.revenueShare) }) })),
    ],
    charts: [
      hasXyz
        ? {
          title: t('reports:abc.matrix'), text: t('reports:abc.matrixText', { a: answer.a, b: answer.b, x: answer.x, y: answer.y, count: answer.months }),
          chart: {
            kind: 'grid', isTall: true, label: t('reports:abc.matrix'), corner: t('reports:abc.corner'),
            columns: steadiness.map((xyz) => ({ key: xyz, label: xyz, note: t(`reports:abc.note_${xyz}`) })),
            rows: classes.map((name) => ({ key: name, label: name, note: t(`reports:abc.note_${name}`), cells: steadiness.map((xyz) => cellOf(name, xyz)) })),
          },
        }
        : {
          title: t('reports:abc.classes'), text: t('reports:abc.fewMonths'),
          chart: { kind: 'bars', label: t('reports:abc.classes'), items: answer.classes.map((one) => ({ key: one.class, label: one.class, value: one.revenue, text: money(one.revenue), note: format.percent(one.revenueShare), behind: one.items > 0 ? { class: one.class } : undefined })) },
        },
    ],
    tables: [
      {
        label: t('reports:abc.classes'),
        columns: [
          { key: 'name', title: t('reports:abc.classTitle') }, { key: 'items', title: t(`reports:abc.${answer.by}`), isNumber: true, width: 130 }, { key: 'itemShare', title: t('reports:abc.itemShare'), width: 150 },
          { key: 'revenue', title: t('reports:column.revenue'), isNumber: true, width: 150 }, { key: 'revenueShare', title: t('reports:column.share'), width: 150 },
        ],
        rows: answer.classes.map((one) => ({
          key: one.class,
          values: { name: text(one.class), items: { text: format.number(one.items), behind: one.items > 0 ? { class: one.class } : undefined }, itemShare: { text: format.percent(one.itemShare), share: one.itemShare }, revenue: text(money(one.revenue)), revenueShare: { text: format.percent(one.revenueShare), share: one.revenueShare } },
        })),
      },
      ...(isCustomers || answer.list.length === 0 ? [] : [{
        label: t('reports:abc.list', { count: answer.list.length, text: format.number(answer.list.length) }),
        columns: [
          { key: 'name', title: t(`reports:abc.one_${answer.by}`) }, { key: 'revenue', title: t('reports:column.revenue'), isNumber: true, width: 140 }, { key: 'cumulative', title: t('reports:abc.cumulative'), width: 150 },
          { key: 'class', title: t('reports:abc.classTitle'), width: 80 }, { key: 'variation', title: t('reports:abc.variation'), isNumber: true, width: 110 }, { key: 'people', title: t('reports:column.people'), isNumber: true, width: 110 },
        ],
        rows: answer.list.map((item) => ({
          key: `item ${item.key}`,
          values: {
            name: item.key === '' ? text(t('reports:part.unknown')) : data(item.label || item.key), revenue: text(money(item.revenue)), cumulative: { text: format.percent(item.cumulative), share: item.cumulative }, class: data(item.class + item.xyz),
            variation: text(format.percent(item.variation)), people: { text: format.number(item.people), behind: item.people > 0 ? { key: item.key } : undefined },
          },
        })),
      }]),
    ],
  };
}
