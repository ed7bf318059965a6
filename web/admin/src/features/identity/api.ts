import { queryOptions } from '@tanstack/react-query';
import { api, body, call } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

type Schemas = components['schemas'];
export type Job = Schemas['ApplyView'];
export type Conflict = Schemas['ConflictLine'];

/** A type of identifiers with everything said of it. */
export interface TypeRule {
  name: string;
  priority: number;
  limit: number;
  shared: boolean;
  blocked: string[];
}

export interface SharedValue {
  type: string;
  value: string;
}

/** All rules, as the server answers them. */
export interface Rules {
  types: TypeRule[];
  sharedValues: SharedValue[];
  recordsPerProfileMax: number;
}

/** Parts that differ; what is left out stays as it is. */
export type RulesChange = Partial<Rules>;

export interface DryRun {
  profilesMerged: number;
  profilesSplit: number;
  newProfiles: number;
  profilesLookedAt: number;
  samples: { before: { id: string; records: number }[]; after: { fromProfiles: string[]; records: number }[] }[];
  isPartial: boolean;
  asOf: number;
}

export const limitMax = 10_000;
export const priorityMax = 1_000;
export const typeNamePattern = /^[a-z][a-z0-9_]{0,39}$/;

export const rulesQuery = queryOptions({
  queryKey: ['identity', 'settings'],
  queryFn: ({ signal }) => call<Rules>('GET', '/api/identity/settings', { signal }),
});

/** Milliseconds between two looks at a running application. */
const pollMs = 1_000;

export const jobsQuery = queryOptions({
  queryKey: ['identity', 'jobs'],
  queryFn: ({ signal }) => body(api.GET('/api/identity/jobs', { signal })) as Promise<Job[]>,
  refetchInterval: ({ state }) => (state.data?.some((job) => job.state === 'running') ? pollMs : false),
});

export const dryRun = (change: RulesChange) => call<DryRun>('POST', '/api/identity/dry-run', { body: change });
export const apply = (change: RulesChange) => call<Job>('POST', '/api/identity/apply', { body: change });
export const steer = (job: number, verb: 'pause' | 'resume') => call<Job>('POST', `/api/identity/jobs/${job}/${verb}`);

export const readConflicts = async (before: number | null, signal: AbortSignal) => {
  const page = await body(api.GET('/api/identity/conflicts', { params: { query: { before: before ?? undefined, limit: 50 } }, signal }));
  return { items: page.conflicts, next: page.next };
};
