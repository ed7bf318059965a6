/** How a condition compares; as the API writes it. */
type Operator = '=' | '!=' | '>=' | '<=' | '^=' | '?' | '!?';

export interface Condition {
  trait: string;
  operator: Operator;
  /** Empty for `?` (known) and `!?` (not known). */
  value: string;
}

/** What a list shows. Kept in the address, so that it can be sent to a colleague. */
export interface ListState {
  query: string;
  conditions: Condition[];
  kind: 'person' | 'account' | null;
}

/** The most conditions that the server takes. */
export const conditionsMax = 20;

const signs: Operator[] = ['!=', '>=', '<=', '^=', '='];

/** Reads a condition in the server's way: the first sign parts the trait from the value. Null for what is no condition. */
export function parseCondition(text: string): Condition | null {
  const found = signs.map((operator) => ({ operator, at: text.indexOf(operator) })).filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.operator.length - a.operator.length)[0];
  if (found) return found.at > 0 ? { trait: text.slice(0, found.at), operator: found.operator, value: text.slice(found.at + found.operator.length) } : null;
  if (text.endsWith('!?')) return text.length > 2 ? { trait: text.slice(0, -2), operator: '!?', value: '' } : null;
  return text.endsWith('?') && text.length > 1 ? { trait: text.slice(0, -1), operator: '?', value: '' } : null;
}

export const formatCondition = ({ trait, operator, value }: Condition): string => `${trait}${operator}${value}`;

export function readState(parameters: URLSearchParams): ListState {
  const kind = parameters.get('kind');
  return {
    query: parameters.get('query') ?? '',
    conditions: parameters.getAll('where').map(parseCondition).filter((condition) => condition !== null).slice(0, conditionsMax),
    kind: kind === 'person' || kind === 'account' ? kind : null,
  };
}

export function writeState({ query, conditions, kind }: ListState): URLSearchParams {
  const parameters = new URLSearchParams();
  if (query) parameters.set('query', query);
  for (const condition of conditions) parameters.append('where', formatCondition(condition));
  if (kind) parameters.set('kind', kind);
  return parameters;
}

/** Conditions that a person sees as one: from and to of a trait make a span. */
export interface Filter {
  trait: string;
  how: 'is' | 'isNot' | 'starts' | 'span' | 'known' | 'unknown';
  value?: string;
  from?: string;
  to?: string;
}

const how: Record<Operator, Filter['how']> = { '=': 'is', '!=': 'isNot', '^=': 'starts', '>=': 'span', '<=': 'span', '?': 'known', '!?': 'unknown' };

export function toFilters(conditions: readonly Condition[]): Filter[] {
  const filters: Filter[] = [];
  for (const { trait, operator, value } of conditions) {
    if (operator !== '>=' && operator !== '<=') {
      filters.push({ trait, how: how[operator], ...(value === '' ? {} : { value }) });
      continue;
    }
    const end = operator === '>=' ? 'from' : 'to';
    const open = filters.find((filter) => filter.how === 'span' && filter.trait === trait && filter[end] === undefined);
    if (open) open[end] = value;
    else filters.push({ trait, how: 'span', [end]: value });
  }
  return filters;
}

export function toConditions(filters: readonly Filter[]): Condition[] {
  return filters.flatMap(({ trait, how, value = '', from, to }): Condition[] => {
    switch (how) {
      case 'is': return [{ trait, operator: '=', value }];
      case 'isNot': return [{ trait, operator: '!=', value }];
      case 'starts': return [{ trait, operator: '^=', value }];
      case 'known': return [{ trait, operator: '?', value: '' }];
      case 'unknown': return [{ trait, operator: '!?', value: '' }];
      case 'span': return [
        ...(from ? [{ trait, operator: '>=' as const, value: from }] : []),
        ...(to ? [{ trait, operator: '<=' as const, value: to }] : []),
      ];
    }
  });
}

/** Ways to filter by a trait of that type of the catalogue, the usual one first. Objects cannot be filtered by. */
export function waysOf(type: string): Filter['how'][] {
  switch (type) {
    case 'number': case 'date': return ['span', 'is', 'known', 'unknown'];
    case 'boolean': return ['is', 'known', 'unknown'];
    case 'object': return [];
    case 'mixed': return ['is', 'starts', 'isNot', 'span', 'known', 'unknown'];
    default: return ['is', 'starts', 'isNot', 'known', 'unknown'];
  }
}

/** False while something is still to be filled in. */
export function isWhole(filter: Filter): boolean {
  if (filter.how === 'known' || filter.how === 'unknown') return true;
  return filter.how === 'span' ? Boolean(filter.from ?? filter.to) : Boolean(filter.value?.trim());
}
