import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { PairFilter } from './logic/filter';
import { matchingKey } from './public';
import type { BulkResult, DecisionLine, DryRun, MatchQuality, MatchingSettings, Pair, PairRow, PopulationKind, Verdict } from './types';

/** Whose profiles are matched among themselves. */
export interface Whose {
  entity: number;
  kind: PopulationKind;
}

/** Pairs of the queue a page; the list asks for more as its end comes near. */
const pageSize = 50;

const asked = ({ entity, kind, state, min, max, pattern, source, profile, sort }: PairFilter) => ({ entity, kind, state, min, max, pattern, source, profile, sort });

export const pairsKey = (filter: PairFilter) => [...matchingKey, 'pairs', asked(filter)] as const;

export async function readPairs(filter: PairFilter, cursor: string | undefined, signal: AbortSignal) {
  const page = await (body(api.GET('/api/matching/pairs', { params: { query: { ...asked(filter), limit: pageSize, cursor } }, signal })) as Promise<{ pairs: PairRow[]; next: string | null }>);
  return { items: page.pairs, next: page.next };
}

/** How many pairs a filter holds. */
export const countQuery = (filter: PairFilter) => queryOptions({
  queryKey: [...matchingKey, 'count', asked(filter)],
  queryFn: async ({ signal }) => (await body(api.GET('/api/matching/pairs', { params: { query: { ...asked(filter), limit: 1, count: true } }, signal }))).total ?? 0,
});

/** A pair with all that one looks at to decide it; for a sample, without what would tell the answer. */
export const pairQuery = (id: string, sample?: number) => queryOptions({
  queryKey: [...matchingKey, 'pair', id, sample ?? null],
  queryFn: ({ signal }) => body(api.GET('/api/matching/pairs/{id}', { params: { path: { id }, query: { sample } }, signal })) as Promise<Pair>,
  // What is being judged must not change under the eyes; what a decision has changed is asked anew by name.
  staleTime: Infinity,
  retry: false,
});

export interface Deciding {
  decision: Verdict;
  reason?: string;
  /** How long one looked at the pair. */
  seconds?: number;
  sample?: number;
}

export const decide = (id: string, { decision, reason, seconds, sample }: Deciding) =>
  body(api.POST('/api/matching/pairs/{id}/decision', { params: { path: { id } }, body: { decision, reason: reason ?? null, seconds: seconds ?? null, sample: sample ?? null } }));

/** Takes a decision back; answers with the id of the pair, which is open again. */
export const undo = (decision: number) => body(api.DELETE('/api/matching/decisions/{id}', { params: { path: { id: decision } } }));

export const groupsQuery = ({ entity, kind, state, min, max, source }: PairFilter) => queryOptions({
  queryKey: [...matchingKey, 'groups', { entity, kind, state, min, max, source }],
  queryFn: async ({ signal }) => (await body(api.GET('/api/matching/groups', { params: { query: { entity, kind, state, min, max, source } }, signal }))).groups,
});

/** A page of decisions over all pairs of a filter; `dryRun` says what it would do and shows some. */
export const decideMany = ({ entity, kind, state, min, max, pattern, source }: PairFilter, decision: Verdict, dryRun: boolean, reason: string | null, signal?: AbortSignal) =>
  body(api.POST('/api/matching/decide', { body: { filter: { entity: entity ?? null, kind: kind ?? null, state, min: min ?? null, max: max ?? null, pattern: pattern ?? null, source: source ?? null }, decision, dryRun, reason }, signal })) as Promise<BulkResult>;

export interface DecisionFilter {
  entity?: number;
  kind?: PopulationKind;
  who?: string;
  decision?: string;
  automatic?: boolean;
  from?: string;
  to?: string;
}

export async function readDecisions(filter: DecisionFilter, cursor: string | undefined, signal: AbortSignal) {
  const page = await (body(api.GET('/api/matching/decisions', { params: { query: { ...filter, limit: pageSize, cursor } }, signal })) as Promise<{ decisions: DecisionLine[]; next: string | null }>);
  return { items: page.decisions, next: page.next };
}

/** Milliseconds between two looks at what goes on in the background. */
export const pollMs = 2_000;

export const activityQuery = (days: 1 | 7 | 30) => queryOptions({
  queryKey: [...matchingKey, 'activity', days],
  queryFn: ({ signal }) => body(api.GET('/api/matching/activity', { params: { query: { days } }, signal })),
});

export const matchQualityQuery = ({ entity, kind }: Whose) => queryOptions({
  queryKey: [...matchingKey, 'quality', entity, kind],
  queryFn: ({ signal }) => body(api.GET('/api/matching/quality', { params: { query: { entity, kind } }, signal })) as Promise<MatchQuality>,
  refetchInterval: ({ state }) => (state.data?.running ? pollMs : false),
});

export const refreshQuality = () => api.POST('/api/matching/quality/refresh');

export const samplesQuery = ({ entity, kind }: Whose) => queryOptions({
  queryKey: [...matchingKey, 'samples', entity, kind],
  queryFn: async ({ signal }) => (await body(api.GET('/api/matching/samples', { params: { query: { entity, kind } }, signal }))).samples,
});

export const readSample = (id: number, signal?: AbortSignal) => body(api.GET('/api/matching/samples/{id}', { params: { path: { id } }, signal }));

export const sampleQuery = (id: number) => queryOptions({ queryKey: [...matchingKey, 'sample', id], queryFn: ({ signal }) => readSample(id, signal) });

export const startSample = (whose: Whose, size: number) => body(api.POST('/api/matching/samples', { body: { ...whose, size } }));

export const learn = (whose: Whose) => api.POST('/api/matching/learn', { body: whose });

/** Settings to change; what is left out stays. */
export type SettingsChange = Partial<Pick<MatchingSettings, 'lower' | 'upper' | 'automatic' | 'afterRelearning'>>;

const unchanged = { lower: null, upper: null, automatic: null, afterRelearning: null };

export const saveSettings = (whose: Whose, change: SettingsChange, dryRun: number | null = null) => body(api.PUT('/api/matching/settings', { body: { ...whose, ...unchanged, ...change, dryRun } }));

/** A dry run with the moment when it was made, by this browser's clock. */
export interface TimedDryRun extends DryRun {
  madeAt: number;
}

export const dryRunKey = ({ entity, kind }: Whose) => [...matchingKey, 'dry-run', entity, kind] as const;

export const tryDry = (whose: Whose, upper: number) => body(api.POST('/api/matching/dry-run', { body: { ...whose, upper } })) as Promise<DryRun>;

/** What one works through stays as it was when the work began; the hands count on from there themselves. */
const still = new Set<unknown>(['pairs', 'pair', 'count', 'activity']);

/** Asks anew for everything of matching but what is being worked through, and for the profiles that a decision has changed. */
export function useMatchingChanged() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: matchingKey, predicate: ({ queryKey }) => !still.has(queryKey[1]) });
    void queries.invalidateQueries({ queryKey: ['profiles'] });
  };
}
