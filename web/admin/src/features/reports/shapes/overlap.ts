import type { GridCell } from '@/components/charts/types';
import type { Say } from '../logic/say';
import type { Answers } from '../types';
import { data, opens, text, weightOf, type Shape } from './shape';

/** How many customers two brands or sources share, before and after records were matched. */
export function overlapShape(answer: Answers['overlap'], say: Say): Shape {
  const { t, format } = say;
  const name = (key: string) => answer.sizes.find((size) => size.key === key)?.label ?? key;
  const value = (key: string) => (key === '' ? text(t('reports:part.unknown')) : data(name(key)));
  const pairs = new Map(answer.pairs.flatMap((pair) => [[`${pair.a} ${pair.b}`, pair], [`${pair.b} ${pair.a}`, pair]] as const));
  const most = Math.max(0, ...answer.pairs.map((pair) => pair.after.ofSmaller ?? 0));
  const cellOf = (a: string, b: string): GridCell | null => {
    if (a === b) {
      const size = answer.sizes.find((one) => one.key === a)!;
      return { text: format.number(size.after), name: t('reports:overlap.all', { name: value(a).text, count: size.after, text: format.number(size.after) }), weight: 0, behind: size.after > 0 ? { a, b } : undefined };
    }
    const pair = pairs.get(`${a} ${b}`);
    if (!pair) return null;
    return {
      text: format.number(pair.after.both), note: format.percent(pair.after.ofSmaller), weight: weightOf(pair.after.ofSmaller ?? 0, most), behind: pair.after.both > 0 ? { a: pair.a, b: pair.b } : undefined,
      name: t('reports:overlap.cell', { a: value(a).text, b: value(b).text, count: pair.after.both, both: format.number(pair.after.both), share: format.percent(pair.after.ofSmaller), before: format.number(pair.before.both) }),
    };
  };
  const keys = answer.sizes.map((size) => size.key);
  return {
    figures: answer.sizes.slice(0, 6).map((size) => ({ label: value(size.key).text, value: opens(format.number(size.after), size.after, { a: size.key, b: size.key }), note: t('reports:overlap.records', { count: size.before, text: format.number(size.before) }) })),
    charts: [{
      title: t('reports:overlap.matrix'), text: t('reports:overlap.matrixText'),
      chart: { kind: 'grid', isTall: true, label: t('reports:overlap.matrix'), corner: '', columns: keys.map((key) => ({ key, label: value(key).text, isData: key !== '' })), rows: keys.map((a) => ({ key: a, label: value(a).text, isData: a !== '', cells: keys.map((b) => cellOf(a, b)) })) },
    }],
    tables: [{
      label: t('reports:overlap.table'),
      columns: [
        { key: 'pair', title: t('reports:overlap.pair') }, { key: 'before', title: t('reports:overlap.before'), isNumber: true, width: 130 }, { key: 'beforeShare', title: t('reports:overlap.ofSmaller'), isNumber: true, width: 190 },
        { key: 'after', title: t('reports:overlap.after'), isNumber: true, width: 130 }, { key: 'afterShare', title: t('reports:overlap.ofSmaller'), isNumber: true, width: 190 }, { key: 'jaccard', title: t('reports:overlap.jaccard'), isNumber: true, width: 190 },
      ],
      rows: answer.pairs.map((pair) => ({
        key: `${pair.a} ${pair.b}`,
        values: {
          pair: data(`${value(pair.a).text} + ${value(pair.b).text}`), before: text(format.number(pair.before.both)), beforeShare: text(t('reports:overlap.of', { share: format.percent(pair.before.ofSmaller), count: format.number(pair.before.smaller) })),
          after: { text: format.number(pair.after.both), behind: pair.after.both > 0 ? { a: pair.a, b: pair.b } : undefined }, afterShare: text(t('reports:overlap.of', { share: format.percent(pair.after.ofSmaller), count: format.number(pair.after.smaller) })),
          jaccard: text(t('reports:overlap.of', { share: format.percent(pair.after.jaccard), count: format.number(pair.after.union) })),
        },
      })),
    }],
  };
}
