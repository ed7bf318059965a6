import type { GridCell } from '@/components/charts/types';
import { moneyOf, wholeMoneyOf, type Say } from '../logic/say';
import type { Answers } from '../types';
import { data, everybody, opens, text, weightOf, type Shape, type Value } from './shape';

/** Groups that have words of this UI; the others are named by the company. */
const known = new Set(['champions', 'potential_loyalist', 'loyal', 'promising', 'new', 'cant_lose', 'at_risk', 'need_attention', 'about_to_sleep', 'lost', 'others', 'none']);

/** What a group is called: the company's name for it, or the usual one. */
export function groupName({ t }: Say, { key, name }: { key: string; name: string | null }): Value {
  return name ? data(name) : known.has(key) ? text(t(`reports:rfm.name.${key}`)) : data(key);
}

/** Customers by how lately, how often and for how much they bought. */
export function rfmShape(answer: Answers['rfm'], say: Say): Shape {
  const { t, format } = say;
  const money = moneyOf(say, answer.currency, answer.names.map((group) => group.revenue));
  const whole = wholeMoneyOf(say, answer.currency);
  const levels = Array.from({ length: answer.levels }, (_, at) => at + 1);
  const most = Math.max(0, ...answer.grid.map((cell) => cell.people));
  const nameOf = new Map(answer.names.map((group) => [group.key, groupName(say, group)]));
  // Groups may part by money too: a cell is called by the group that most of its people are in.
  const mainName = (r: number, f: number) => answer.cells.filter((cell) => cell.r === r && cell.f === f).toSorted((a, b) => b.people - a.people)[0]?.name;
  const cellOf = (r: number, f: number): GridCell => {
    const cell = answer.grid.find((one) => one.r === r && one.f === f) ?? { people: 0, revenue: 0 };
    const name = nameOf.get(mainName(r, f) ?? '');
    return {
      text: format.number(cell.people), note: name?.text, isNoteData: name?.isData, weight: weightOf(cell.people, most), behind: cell.people > 0 ? { r: String(r), f: String(f) } : undefined,
      name: t('reports:rfm.cell', { r, f, people: format.number(cell.people), revenue: money(cell.revenue) }),
    };
  };
  return {
    figures: [
      { label: t('reports:rfm.people'), value: opens(format.number(answer.people), answer.people, everybody) },
      { label: t('reports:column.orders'), value: opens(format.number(answer.orders), answer.people, everybody) },
      { label: t('reports:column.revenue'), value: text(whole(answer.revenue)) },
      { label: t('reports:rfm.perPerson'), value: text(answer.people > 0 ? whole(Math.round((100 * answer.revenue) / answer.people) / 100) : '–') },
    ],
    charts: [{
      title: t('reports:rfm.grid'), text: t('reports:rfm.gridText'),
      chart: {
        kind: 'grid', isTall: true, label: t('reports:rfm.grid'), corner: t('reports:rfm.corner'),
        columns: levels.map((f) => ({ key: String(f), label: `F ${f}`, note: edge(levels.length, f, t('reports:rfm.rare'), t('reports:rfm.often')) })),
        rows: levels.toReversed().map((r) => ({ key: String(r), label: `R ${r}`, note: edge(levels.length, r, t('reports:rfm.long'), t('reports:rfm.lately')), cells: levels.map((f) => cellOf(r, f)) })),
      },
    }],
    tables: [{
      label: t('reports:rfm.names'),
      columns: [
        { key: 'name', title: t('reports:rfm.group'), width: 190 }, { key: 'people', title: t('reports:column.people'), isNumber: true, width: 100 }, { key: 'share', title: t('reports:rfm.share'), width: 150 },
        { key: 'orders', title: t('reports:column.orders'), isNumber: true, width: 100 }, { key: 'revenue', title: t('reports:column.revenue'), isNumber: true, width: 150 }, { key: 'about', title: t('reports:rfm.about') },
      ],
      rows: answer.names.map((group) => ({
        key: group.key,
        values: {
          name: groupName(say, group), people: { text: format.number(group.people), behind: group.people > 0 ? { name: group.key } : undefined }, share: { text: format.percent(group.share), share: group.share }, orders: opens(format.number(group.orders), group.people, { name: group.key }),
          revenue: text(money(group.revenue)), about: text(known.has(group.key) && !group.name ? t(`reports:rfm.about_${group.key}`) : ''),
        },
      })),
    }],
  };
}

const edge = (count: number, level: number, first: string, last: string) => (level === 1 ? first : level === count ? last : undefined);

/** From which group to which people went between two days. */
export function transitionsShape(answer: Answers['rfm/transitions'], say: Say): Shape {
  const { t, format } = say;
  const names = answer.names.map((group) => ({ key: group.key, name: groupName(say, group) }));
  const people = new Map(answer.cells.map((cell) => [`${cell.earlier} ${cell.later}`, cell.people]));
  const of = (earlier: string, later: string) => people.get(`${earlier} ${later}`) ?? 0;
  const most = Math.max(0, ...answer.cells.filter((cell) => cell.earlier !== cell.later).map((cell) => cell.people));
  const sum = (test: (cell: Answers['rfm/transitions']['cells'][number]) => boolean) => answer.cells.filter(test).reduce((total, cell) => total + cell.people, 0);
  const title = (earlier: Value, later: Value, count: number) => t('reports:rfm.went', { earlier: earlier.text, later: later.text, count, text: format.number(count) });
  const stayed = sum((cell) => cell.earlier === cell.later);
  const moved = sum((cell) => cell.earlier !== cell.later && cell.earlier !== 'none' && cell.later !== 'none');
  const appeared = sum((cell) => cell.earlier === 'none' && cell.later !== 'none');
  const gone = sum((cell) => cell.later === 'none' && cell.earlier !== 'none');
  const used = names.filter(({ key }) => sum((cell) => cell.earlier === key || cell.later === key) > 0);
  return {
    figures: [
      { label: t('reports:rfm.stayed'), value: opens(format.number(stayed), stayed, { change: 'stayed' }) },
      { label: t('reports:rfm.moved'), value: opens(format.number(moved), moved, { change: 'moved' }) },
      { label: t('reports:rfm.appeared'), value: opens(format.number(appeared), appeared, { earlier: 'none' }) },
      { label: t('reports:rfm.gone'), value: opens(format.number(gone), gone, { later: 'none' }) },
    ],
    charts: [{
      title: t('reports:rfm.transitions'), text: t('reports:rfm.transitionsText'),
      chart: {
        kind: 'grid', label: t('reports:rfm.transitions'), corner: t('reports:rfm.transitionsCorner'), columns: used.map(({ key, name }) => ({ key, label: name.text, isData: name.isData })),
        rows: used.map((earlier) => ({
          key: earlier.key, label: earlier.name.text, isData: earlier.name.isData,
          cells: used.map((later) => {
            const count = of(earlier.key, later.key);
            return { text: count > 0 ? format.number(count) : '', name: title(earlier.name, later.name, count), weight: Math.min(1, weightOf(count, most)), behind: count > 0 ? { earlier: earlier.key, later: later.key } : undefined };
          }),
        })),
      },
    }],
    tables: [{
      label: t('reports:rfm.transitionsTable'),
      columns: [{ key: 'earlier', title: t('reports:rfm.earlier') }, { key: 'later', title: t('reports:rfm.later') }, { key: 'people', title: t('reports:column.people'), isNumber: true, width: 130 }],
      rows: answer.cells.filter((cell) => cell.people > 0).toSorted((a, b) => b.people - a.people).map((cell) => ({
        key: `${cell.earlier} ${cell.later}`,
        values: { earlier: names.find(({ key }) => key === cell.earlier)?.name ?? data(cell.earlier), later: names.find(({ key }) => key === cell.later)?.name ?? data(cell.later), people: { text: format.number(cell.people), behind: { earlier: cell.earlier, later: cell.later } } },
      })),
    }],
  };
}
