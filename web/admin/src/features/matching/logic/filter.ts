import type { PairState, PopulationKind } from '../types';

export type Sort = '-probability' | 'probability' | 'newest';

/** Which pairs: what stands in the address of the review and of the groups. */
export interface PairFilter {
  entity?: number;
  kind?: PopulationKind;
  state: PairState;
  /** Probability, from and up to; 0 to 1. */
  min?: number;
  max?: number;
  pattern?: string;
  source?: string;
  profile?: string;
  sort: Sort;
}

/** Bands of probability by which a queue is looked through, the surest first. */
export const bands: readonly { min?: number; max?: number; key: string }[] = [
  { key: 'all' }, { min: 0.99, key: 'p99' }, { min: 0.95, max: 0.99, key: 'p95' }, { min: 0.8, max: 0.95, key: 'p80' }, { min: 0.5, max: 0.8, key: 'p50' }, { max: 0.5, key: 'p0' },
];

const share = (text: string | null) => {
  const value = Number(text);
  return text !== null && text !== '' && value >= 0 && value <= 1 ? value : undefined;
};

/** Reads an address; what it does not know it leaves out. */
export function readFilter(parameters: URLSearchParams): PairFilter {
  const text = (name: string) => parameters.get(name) ?? undefined;
  const oneOf = <T extends string>(name: string, values: readonly T[]) => values.find((value) => value === parameters.get(name));
  return {
    entity: Number(parameters.get('entity')) || undefined, kind: oneOf('kind', ['person', 'account']), state: oneOf('state', ['open', 'later', 'decided']) ?? 'open', min: share(parameters.get('min')), max: share(parameters.get('max')),
    pattern: text('pattern'), source: text('source'), profile: text('profile'), sort: oneOf('sort', ['-probability', 'probability', 'newest']) ?? '-probability',
  };
}

/** The address of a filter; what is so by default is left out. */
export function writeFilter(filter: Partial<PairFilter>): Record<string, string> {
  const written: Record<string, string> = {};
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined || value === '' || (name === 'state' && value === 'open') || (name === 'sort' && value === '-probability')) continue;
    written[name] = String(value);
  }
  return written;
}

/** The band of a filter; undefined for bounds that are no band, such as those of a group. */
export const bandOf = ({ min, max }: Pick<PairFilter, 'min' | 'max'>) => bands.find((band) => band.min === min && band.max === max)?.key;
