import { noFilter, type Condition, type TimeWindow, type EventFilter } from './form';
import { fromForm, type Rule } from './fromForm';
import { toForm } from './toForm';

export const aggregates = ['count', 'sum', 'average', 'least', 'greatest', 'distinct', 'first', 'last', 'most_frequent'] as const;
export type Aggregate = (typeof aggregates)[number];

/** Aggregates that take a value as it stands, of whatever type; the rest are numbers. */
export const takesValue = (aggregate: Aggregate) => aggregate === 'first' || aggregate === 'last' || aggregate === 'most_frequent';

/** A formula of a computed trait as its fields show it. */
export interface Formula {
  filter: EventFilter;
  window: TimeWindow | null;
  aggregate: Aggregate;
  property: string;
  path: string[];
}

export const newFormula = (): Formula => ({ filter: noFilter(), window: null, aggregate: 'count', property: '', path: [] });

/** The fields of a formula; null for one that has other members. */
export function toFormula(json: Rule): Formula | null {
  const { path, ...rest } = json;
  const found = aggregates.filter((aggregate) => aggregate in rest);
  const [aggregate] = found;
  if (aggregate === undefined || found.length > 1) return null;
  const condition = eventOf(Object.fromEntries(Object.entries(rest).filter(([name]) => name !== aggregate)));
  if (condition === null) return null;
  return { filter: condition.filter, window: condition.window, aggregate, property: typeof rest[aggregate] === 'string' ? rest[aggregate] : '', path: typeof path === 'string' ? [path] : Array.isArray(path) ? (path as string[]) : [] };
}

function eventOf(json: Rule): Extract<Condition, { about: 'event' }> | null {
  const [only] = toForm(json).children;
  return only && 'condition' in only && only.condition.about === 'event' && only.condition.measure === null ? only.condition : null;
}

/** The formula of its fields, and whether something is still to be filled in. */
export function fromFormula({ filter, window, aggregate, property, path }: Formula): { formula: Rule; isWhole: boolean } {
  const { rule, unfinished } = fromForm({ id: '', mode: 'all', children: [{ id: 'event', negated: false, condition: { about: 'event', filter, window, measure: null } }] });
  const isCount = aggregate === 'count';
  return {
    formula: { ...rule, [aggregate]: isCount ? true : property, ...(isCount || path.length === 0 ? {} : { path }) },
    isWhole: unfinished.length === 0 && (isCount || (property !== '' && path.every((part) => part !== ''))),
  };
}
