import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

type Schemas = components['schemas'];
export type Job = Schemas['ApplyView'];
export type Conflict = Schemas['ConflictLine'];
export type DryRun = Schemas['DryRunResult'];

// The document has one shape for rules and for a change of them, in which any part may be null.
type Whole<T> = { [Key in keyof T]: Whole<NonNullable<T[Key]>> };

/** All rules, as the server answers them. */
export type Rules = Whole<Schemas['IdentitySettings']>;

/** A type of identifiers with everything said of it. */
export type TypeRule = Rules['types'][number];

/** Parts that differ; what is left out stays as it is. */
export type RulesChange = Partial<Rules>;

export const limitMax = 10_000;
export const priorityMax = 1_000;
export const typeNamePattern = /^[a-z][a-z0-9_]{0,39}$/;

export const rulesQuery = queryOptions({
  queryKey: ['identity', 'settings'],
  queryFn: ({ signal }) => body(api.GET('/api/identity/settings', { signal })) as Promise<Rules>,
});

/** Milliseconds between two looks at a running application. */
const pollMs = 1_000;

export const jobsQuery = queryOptions({
  queryKey: ['identity', 'jobs'],
  queryFn: ({ signal }) => body(api.GET('/api/identity/jobs', { signal })),
  refetchInterval: ({ state }) => (state.data?.some((job) => job.state === 'running') ? pollMs : false),
});

const unchanged = { types: null, sharedValues: null, recordsPerProfileMax: null };

export const dryRun = (change: RulesChange) => body(api.POST('/api/identity/dry-run', { body: { ...unchanged, ...change } }));
export const apply = (change: RulesChange) => body(api.POST('/api/identity/apply', { body: { ...unchanged, ...change } }));
export const steer = (id: number, verb: 'pause' | 'resume') => api.POST(`/api/identity/jobs/{id}/${verb}`, { params: { path: { id } } });

export const readConflicts = async (before: number | undefined, signal: AbortSignal) => {
  const page = await body(api.GET('/api/identity/conflicts', { params: { query: { before, limit: 50 } }, signal }));
  return { items: page.conflicts, next: page.next };
};
