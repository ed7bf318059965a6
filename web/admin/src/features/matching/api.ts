import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { PairFilter } from './logic/filter';
import { matchingKey } from './public';
import type { Activity, BulkResult, DecisionLine, DecisionMark, DryRun, MatchQuality, MatchingSettings, Pair, PairRow, PatternGroup, PopulationKind, Sample, Verdict } from './types';

interface Untyped {
  GET: (path: string, init?: object) => Promise<{ data?: unknown }>;
  POST: (path: string, init?: object) => Promise<{ data?: unknown }>;
  PUT: (path: string, init?: object) => Promise<{ data?: unknown }>;
  DELETE: (path: string, init?: object) => Promise<{ data?: unknown }>;
}
const raw = api as unknown as Untyped;
const read = <T,>(answer: Promise<{ data?: unknown }>) => body(answer as Promise<{ data?: T }>);

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
  const page = await read<{ pairs: PairRow[]; next: string | null }>(raw.GET('/api/matching/pairs', { params: { query: { ...asked(filter), limit: pageSize, cursor } }, signal }));
  return { items: page.pairs, next: page.next };
}

/** How many pairs a filter holds. */
export const countQuery = (filter: PairFilter) => queryOptions({
  queryKey: [...matchingKey, 'count', asked(filter)],
  queryFn: async ({ signal }) => (await read<{ total: number }>(raw.GET('/api/matching/pairs', { params: { query: { ...asked(filter), limit: 1, count: true } }, signal }))).total,
});

/** A pair with all that one looks at to decide it; for a sample, without what would tell the answer. */
export const pairQuery = (id: string, sample?: number) => queryOptions({
  queryKey: [...matchingKey, 'pair', id, sample ?? null],
  queryFn: ({ signal }) => read<Pair>(raw.GET('/api/matching/pairs/{id}', { params: { path: { id }, query: { sample } }, signal })),
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
  read<{ decision: DecisionMark; profile: string | null }>(raw.POST('/api/matching/pairs/{id}/decision', { params: { path: { id } }, body: { decision, reason: reason ?? null, seconds: seconds ?? null, sample: sample ?? null } }));

/** Takes a decision back; answers with the id of the pair, which is open again. */
export const undo = (decision: number) => read<{ pair: string }>(raw.DELETE('/api/matching/decisions/{id}', { params: { path: { id: decision } } }));

export const groupsQuery = ({ entity, kind, state, min, max, source }: PairFilter) => queryOptions({
  queryKey: [...matchingKey, 'groups', { entity, kind, state, min, max, source }],
  queryFn: async ({ signal }) => (await read<{ groups: PatternGroup[] }>(raw.GET('/api/matching/groups', { params: { query: { entity, kind, state, min, max, source } }, signal }))).groups,
});

/** A page of decisions over all pairs of a filter; `dryRun` says what it would do and shows some. */
export const decideMany = ({ entity, kind, state, min, max, pattern, source }: PairFilter, decision: Verdict, dryRun: boolean, reason: string | null, signal?: AbortSignal) =>
  read<BulkResult>(raw.POST('/api/matching/decide', { body: { filter: { entity, kind, state, min, max, pattern, source }, decision, dryRun, reason }, signal }));

export interface DecisionFilter {
  entity?: number;
  kind?: PopulationKind;
  who?: string;
  decision?: string;
  automatic?: string;
  from?: string;
  to?: string;
}

export async function readDecisions(filter: DecisionFilter, cursor: string | undefined, signal: AbortSignal) {
  const page = await read<{ decisions: DecisionLine[]; next: string | null }>(raw.GET('/api/matching/decisions', { params: { query: { ...filter, limit: 50, cursor } }, signal }));
  return { items: page.decisions, next: page.next };
}

/** Milliseconds between two looks at what goes on in the background. */
export const pollMs = 2_000;

export const activityQuery = (days: 1 | 7 | 30) => queryOptions({
  queryKey: [...matchingKey, 'activity', days],
  queryFn: ({ signal }) => read<Activity>(raw.GET('/api/matching/activity', { params: { query: { days } }, signal })),
});

export const matchQualityQuery = ({ entity, kind }: Whose) => queryOptions({
  queryKey: [...matchingKey, 'quality', entity, kind],
  queryFn: ({ signal }) => read<MatchQuality>(raw.GET('/api/matching/quality', { params: { query: { entity, kind } }, signal })),
  refetchInterval: ({ state }) => (state.data?.running ? pollMs : false),
});

export const refreshQuality = () => raw.POST('/api/matching/quality/refresh');

export const samplesQuery = ({ entity, kind }: Whose) => queryOptions({
  queryKey: [...matchingKey, 'samples', entity, kind],
  queryFn: async ({ signal }) => (await read<{ samples: Sample[] }>(raw.GET('/api/matching/samples', { params: { query: { entity, kind } }, signal }))).samples,
});

export const sampleQuery = (id: number) => queryOptions({
  queryKey: [...matchingKey, 'sample', id],
  queryFn: ({ signal }) => read<Sample>(raw.GET('/api/matching/samples/{id}', { params: { path: { id } }, signal })),
});

export const startSample = (whose: Whose, size: number) => read<{ id: number }>(raw.POST('/api/matching/samples', { body: { ...whose, size } }));

export const learn = (whose: Whose) => raw.POST('/api/matching/learn', { body: whose });

/** Settings to change; what is left out stays. */
export type SettingsChange = Partial<Pick<MatchingSettings, 'lower' | 'upper' | 'automatic' | 'afterRelearning'>>;

const unchanged = { lower: null, upper: null, automatic: null, afterRelearning: null };

export const saveSettings = (whose: Whose, change: SettingsChange, dryRun: number | null = null) => read<MatchingSettings>(raw.PUT('/api/matching/settings', { body: { ...whose, ...unchanged, ...change, dryRun } }));

/** A dry run with the moment when it was made, by this browser's clock. */
export interface TimedDryRun extends DryRun {
  madeAt: number;
}

export const dryRunKey = ({ entity, kind }: Whose) => [...matchingKey, 'dry-run', entity, kind] as const;

export const tryDry = (whose: Whose, upper: number) => read<DryRun>(raw.POST('/api/matching/dry-run', { body: { ...whose, upper } }));

/** Asks anew for everything of matching but the pairs that are being looked through, and for the profiles that a decision has changed. */
export function useMatchingChanged() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: matchingKey, predicate: ({ queryKey }) => queryKey[1] !== 'pairs' && queryKey[1] !== 'pair' });
    void queries.invalidateQueries({ queryKey: ['profiles'] });
  };
}
