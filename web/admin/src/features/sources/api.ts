import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, call } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Source = components['schemas']['SourceView'];
export type SourceCreated = components['schemas']['SourceCreated'];
export type SourceStats = components['schemas']['SourceStats'];

/** Kinds that a person chooses from; `manual` is the built-in one for what people type in. */
export const kinds = ['web', 'app', 'server', 'till', 'crm', 'call_centre', 'file'] as const;
export type Kind = (typeof kinds)[number];

export const trustRankMax = 1_000;

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: ({ signal }) => body(api.GET('/api/sources', { signal })),
});

export const sourceQuery = (key: string) => queryOptions({
  queryKey: ['sources', key],
  queryFn: ({ signal }) => body(api.GET('/api/sources/{key}', { params: { path: { key } }, signal })),
});

/** Counters of the base and of each source. */
export const statsQuery = queryOptions({
  queryKey: ['stats'],
  queryFn: ({ signal }) => body(api.GET('/api/stats', { signal })),
  refetchInterval: 10_000,
});

export const brandsQuery = queryOptions({
  queryKey: ['brands'],
  queryFn: ({ signal }) => body(api.GET('/api/brands', { signal })),
});

export interface ActivityPoint {
  at: string;
  received: number;
  stored: number;
  duplicate: number;
  quarantined: number;
}

/** `GET /api/sources/{key}/activity`: steps without input are left out. */
export interface Activity {
  from: string;
  step: 'hour' | 'day';
  points: ActivityPoint[];
}

export const activityQuery = (key: string, days: number) => queryOptions({
  queryKey: ['sources', key, 'activity', days],
  queryFn: ({ signal }) => call<Activity>('GET', `/api/sources/${encodeURIComponent(key)}/activity`, { query: { days }, signal }),
  refetchInterval: 60_000,
});

export interface NewSource {
  name: string;
  key: string;
  kind: Kind;
  idNamespace?: string;
  brand?: string;
  trustRank?: number;
}

export function useCreateSource(done: (source: SourceCreated) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (source: NewSource) => call<SourceCreated>('POST', '/api/sources', { body: source }),
    onSuccess: (source) => {
      void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey });
      done(source);
    },
  });
}

export function useChangeSource(key: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: { name?: string; trustRank?: number; enabled?: boolean }) => call<Source>('PATCH', `/api/sources/${encodeURIComponent(key)}`, { body: change }),
    onSuccess: (source) => {
      queries.setQueryData(sourceQuery(key).queryKey, source);
      void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey, exact: true });
    },
  });
}

export const newWriteKey = (key: string, revokeOthers: boolean) =>
  call<{ key: string; writeKey: string }>('POST', `/api/sources/${encodeURIComponent(key)}/write-keys`, { body: { revokeOthers } });
