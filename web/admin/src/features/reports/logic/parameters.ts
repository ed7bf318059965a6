import type { ReportName } from '../types';

/** A parameter with a few values; the first is what the server takes without it. */
export type Choice = 'by' | 'mode' | 'measure' | 'compare' | 'model';
/** Parameters that every control of its own knows. */
export type Parameter = Choice | 'days' | 'at' | 'brand' | 'source' | 'segment' | 'currency' | 'months' | 'levels' | 'bounds' | 'classes' | 'step' | 'exclude' | 'window' | 'twoDays';

interface Report {
  name: ReportName;
  /** What can be chosen, in the order of the controls: what the report is of first, then whom and when. */
  parameters: readonly Parameter[];
  choices: Partial<Record<Choice, readonly string[]>>;
}

const people = ['segment', 'brand', 'source'] as const;

/** Every report with what can be chosen of it. */
export const reports: Readonly<Record<ReportName, Report>> = {
  rfm: { name: 'rfm', parameters: ['mode', 'levels', 'bounds', 'at', 'months', ...people, 'currency'], choices: { mode: ['quintiles', 'ranks', 'width', 'fixed'] } },
  'rfm/transitions': { name: 'rfm/transitions', parameters: ['twoDays', 'mode', 'levels', 'bounds', 'months', ...people, 'currency'], choices: { mode: ['quintiles', 'ranks', 'width', 'fixed'] } },
  revenue: { name: 'revenue', parameters: ['by', 'days', 'compare', ...people, 'currency'], choices: { by: ['source', 'brand', 'channel', 'utm_source', 'utm_campaign', 'category', 'product', 'day', 'week', 'month'], compare: ['none', 'previous', 'year'] } },
  cohorts: { name: 'cohorts', parameters: ['by', 'measure', 'days', ...people, 'currency'], choices: { by: ['month', 'week'], measure: ['people', 'orders', 'revenue'] } },
  abc: { name: 'abc', parameters: ['by', 'classes', 'days', ...people, 'currency'], choices: { by: ['products', 'customers', 'categories', 'brands'] } },
  funnel: { name: 'funnel', parameters: ['step', 'exclude', 'mode', 'window', 'by', 'days', ...people], choices: { mode: ['sequential', 'strict', 'any'], by: ['', 'source'] } },
  campaigns: { name: 'campaigns', parameters: ['model', 'window', 'by', 'days', ...people, 'currency'], choices: { model: ['last_significant', 'last', 'first', 'linear'], by: ['campaign', 'source'] } },
  overlap: { name: 'overlap', parameters: ['by', 'segment'], choices: { by: ['brand', 'source'] } },
  growth: { name: 'growth', parameters: ['by', 'days', ...people], choices: { by: ['month', 'week', 'day'] } },
};

/** The reports as the overview lists them; transitions are a part of RFM. */
export const mainReports: readonly ReportName[] = ['revenue', 'campaigns', 'funnel', 'rfm', 'cohorts', 'abc', 'growth', 'overlap'];

const asked: Record<Parameter, readonly string[]> = {
  by: ['by'], mode: ['mode'], measure: ['measure'], compare: ['compare'], model: ['model'], days: ['from', 'to', 'period'], twoDays: ['from', 'to'], at: ['at'], brand: ['brand'], source: ['source'], segment: ['segment'],
  currency: ['currency'], months: ['months'], levels: ['levels'], bounds: ['bounds'], classes: ['a', 'b', 'x', 'y'], step: ['step'], exclude: ['exclude'], window: ['window'],
};

/** Spans that move with the calendar, so that a link or a tile stays of today. */
export const periods = ['7d', '30d', '90d', 'month', 'last_month', 'year', 'last_year'] as const;

/** Values of a report's parameters: what its address says, and what a tile keeps. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** What of an address is the report's. Unknown names are left out, so that a link with marks of a mailing works too. */
export function valuesOf(name: ReportName, query: URLSearchParams): Values {
  const values: Record<string, string | string[]> = {};
  for (const parameter of reports[name].parameters.flatMap((one) => asked[one])) {
    const all = query.getAll(parameter).filter((value) => value !== '');
    if (all.length > 0) values[parameter] = parameter === 'step' || parameter === 'exclude' ? all : all[0]!;
  }
  return values;
}

/** One value, or undefined when the parameter is not given. */
export function one(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** All values of a parameter that may be repeated. */
export function many(values: Values, name: string): readonly string[] {
  const value = values[name];
  return typeof value === 'string' ? [value] : (value ?? []);
}

/** The values with a list for each. */
export const listsOf = (values: Values): Record<string, readonly string[]> => Object.fromEntries(Object.keys(values).map((name) => [name, many(values, name)]));

/** The query of an address with these values. */
export function queryOf(values: Values): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) for (const part of typeof value === 'string' ? [value] : value) query.append(name, part);
  return query;
}

/** What the server is asked: a span of the calendar becomes its days. */
export function askedOf(values: Values, today: string): URLSearchParams {
  const { period, ...rest } = values;
  const days = typeof period === 'string' ? daysOf(period, today) : undefined;
  return queryOf(days ? { ...rest, ...days } : rest);
}

const dayMs = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** First and last day of a span, both included; undefined for what is no span. */
export function daysOf(period: string, today: string): { from: string; to: string } | undefined {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
  const back = /^(\d+)d$/.exec(period);
  if (back) return { from: iso(Date.parse(today) - (Number(back[1]) - 1) * dayMs), to: today };
  switch (period) {
    case 'month': return { from: iso(Date.UTC(year, month, 1)), to: today };
    case 'last_month': return { from: iso(Date.UTC(year, month - 1, 1)), to: iso(Date.UTC(year, month, 0)) };
    case 'year': return { from: `${year}-01-01`, to: today };
    case 'last_year': return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
    default: return undefined;
  }
}

/** Two days a quarter apart: what a comparison of two days begins with. */
export const lastQuarter = (today: string) => ({ from: iso(Date.parse(today) - 90 * dayMs), to: today });

/** Today's day where the reader is, as YYYY-MM-DD. */
export function todayOf(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** True when the report can be asked: a funnel needs two steps, a comparison of two days both. */
export function isAskable(name: ReportName, values: Values): boolean {
  if (name === 'funnel') return many(values, 'step').length >= 2;
  if (name === 'rfm/transitions') return one(values, 'from') !== undefined && one(values, 'to') !== undefined;
  return true;
}
