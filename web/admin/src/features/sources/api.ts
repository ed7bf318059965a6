import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { sourcesQuery, statsQuery } from '@/lib/workspace';

export type Source = components['schemas']['SourceView'];
type SourceCreated = components['schemas']['SourceCreated'];
export type SourceStats = components['schemas']['SourceStats'];

/** Kinds that a person chooses from; `manual` is the built-in one for what people type in. */
export const kinds = ['web', 'app', 'server', 'till', 'crm', 'call_centre', 'file'] as const;
export type Kind = (typeof kinds)[number];

/** Sources that the product makes for itself: nobody sends as them. */
export const isBuiltIn = (kind: string) => kind === 'manual' || kind === 'segments';

export const trustRankMax = 1_000;

export const sourceQuery = (key: string) => queryOptions({
  queryKey: ['sources', key],
  queryFn: ({ signal }) => body(api.GET('/api/sources/{key}', { params: { path: { key } }, signal })),
});

/** The counters, asked for anew while they are looked at. */
export const liveStatsQuery = { ...statsQuery, refetchInterval: 10_000 };

/** Input by hour or day; steps without any are left out. */
export type Activity = components['schemas']['ActivityView'];

export const activityQuery = (key: string, days: number) => queryOptions({
  queryKey: ['sources', key, 'activity', days],
  queryFn: ({ signal }) => body(api.GET('/api/sources/{key}/activity', { params: { path: { key }, query: { days } }, signal })),
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
    mutationFn: (source: NewSource) => body(api.POST('/api/sources', { body: { idNamespace: null, brand: null, trustRank: null, ...source } })),
    onSuccess: (source) => {
      void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey });
      done(source);
    },
  });
}

export function useChangeSource(key: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: { name?: string; trustRank?: number; enabled?: boolean }) => body(api.PATCH('/api/sources/{key}', { params: { path: { key } }, body: { name: null, trustRank: null, enabled: null, ...change } })),
    onSuccess: (source) => {
      queries.setQueryData(sourceQuery(key).queryKey, source);
      void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey, exact: true });
    },
  });
}

export const newWriteKey = (key: string, revokeOthers: boolean) =>
  body(api.POST('/api/sources/{key}/write-keys', { params: { path: { key } }, body: { revokeOthers } }));
