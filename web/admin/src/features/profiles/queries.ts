import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { traitsQuery } from '@/features/catalogue/public';
import { api, body } from '@/lib/api/client';
import { useSession } from '@/lib/session';
import { pagesOptions } from '@/lib/usePages';
import { sourcesQuery } from '@/lib/workspace';
import type { ListState } from './logic/filters';
import { formatCondition } from './logic/filters';
import type { ProfileSummary } from './types';

export interface ProfilesPageAnswer {
  items: ProfileSummary[];
  next: string | null;
}

/** Words that have an effect: the server refuses a query without a letter or digit. */
export const askable = (query: string) => (/[\p{L}\p{N}]/u.test(query) ? query.trim().slice(0, 200) : undefined);

const listQuery = ({ query, conditions, kind }: ListState) => ({ query: askable(query), where: conditions.map(formatCondition), kind: kind ?? undefined });

export const listKey = (state: ListState) => ['profiles', 'list', listQuery(state)] as const;

export async function loadPage(state: ListState, cursor: string | undefined, signal: AbortSignal, limit = 100): Promise<ProfilesPageAnswer> {
  const page = await body(api.GET('/api/profiles', { params: { query: { ...listQuery(state), limit, cursor } }, signal }));
  return { items: page.profiles, next: page.next };
}

/** How many profiles a list holds; asked by itself, since counting may take longer than a page. */
export const countQuery = (state: ListState) => queryOptions({
  queryKey: ['profiles', 'count', listQuery(state)],
  queryFn: async ({ signal }) => {
    const page = await body(api.GET('/api/profiles', { params: { query: { ...listQuery(state), limit: 1, count: true } }, signal }));
    return { total: page.total ?? page.profiles.length, isExact: page.totalIsExact ?? true };
  },
  placeholderData: keepPreviousData,
});

/** A few profiles that match, for choosing one. */
export const searchQuery = (query: string, kind: ListState['kind'] = null, limit = 12) => queryOptions({
  queryKey: ['profiles', 'search', query, kind, limit],
  queryFn: async ({ signal }) => (await loadPage({ query, conditions: [], kind }, undefined, signal, limit)).items,
  enabled: askable(query) !== undefined,
  placeholderData: keepPreviousData,
});

export const profileQuery = (id: string) => queryOptions({
  queryKey: ['profiles', 'one', id],
  queryFn: ({ signal }) => body(api.GET('/api/profiles/{id}', { params: { path: { id } }, signal })),
});

export const historyQuery = (id: string) => queryOptions({
  queryKey: ['profiles', 'history', id],
  queryFn: ({ signal }) => body(api.GET('/api/profiles/{id}/history', { params: { path: { id } }, signal })),
});

export interface TimelineFilter {
  types: string[];
  sources: string[];
  event: string;
  from: string | null;
  to: string | null;
}

export const noFilter: TimelineFilter = { types: [], sources: [], event: '', from: null, to: null };
export const timelineKey = (id: string, filter: TimelineFilter) => ['profiles', 'events', id, filter] as const;

async function loadTimeline(id: string, filter: TimelineFilter, before: string | undefined, signal: AbortSignal, limit = 40) {
  const page = await body(api.GET('/api/profiles/{id}/events', {
    params: { path: { id }, query: { limit, before, type: filter.types.join(',') || undefined, source: filter.sources.join(',') || undefined, event: filter.event || undefined, from: filter.from ?? undefined, to: filter.to ?? undefined } }, signal,
  }));
  return { items: page.events, next: page.next };
}

/** How a page of the timeline is loaded, from its cursor. */
export const timelinePage = (id: string, filter: TimelineFilter) => (before: string | undefined, signal: AbortSignal) => loadTimeline(id, filter, before, signal);

/** The latest events, where a few are enough. */
export const latestEventsQuery = (id: string, limit = 12) => queryOptions({
  queryKey: ['profiles', 'events', id, 'latest', limit],
  queryFn: async ({ signal }) => (await loadTimeline(id, noFilter, undefined, signal, limit)).items,
});

export const notesQuery = (id: string) => queryOptions({
  queryKey: ['profiles', 'notes', id],
  queryFn: async ({ signal }) => (await body(api.GET('/api/profiles/{id}/notes', { params: { path: { id } }, signal }))).notes,
});

export const viewsQuery = queryOptions({
  queryKey: ['profiles', 'views'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/views', { signal }))).views,
});

/** The trait catalogue, for those who may read it. */
export function useCatalogue() {
  const { can } = useSession();
  return useQuery({ ...traitsQuery, staleTime: 300_000, enabled: can('catalogue:read') }).data;
}

/** Names of sources by key; the key itself for those who may not list sources. */
export function useSourceNames() {
  const { can } = useSession();
  const { data } = useQuery({ ...sourcesQuery, staleTime: 300_000, enabled: can('sources:read') });
  return useCallback((key: string) => data?.find((source) => source.key === key)?.name ?? key, [data]);
}

/** Asks for what the parts of a card show while the profile itself is still on its way. */
export function useCardAhead(id: string) {
  const client = useQueryClient();
  useEffect(() => {
    void client.prefetchQuery(historyQuery(id));
    void client.prefetchQuery(latestEventsQuery(id, 1));
    void client.prefetchInfiniteQuery(pagesOptions(timelineKey(id, noFilter), timelinePage(id, noFilter)));
  }, [client, id]);
  useCatalogue();
  useSourceNames();
}

/** Loads a card before it is opened, so that it is there at the click. */
export function usePrefetch() {
  const client = useQueryClient();
  return useCallback((id: string) => void client.prefetchQuery({ ...profileQuery(id), staleTime: 15_000 }), [client]);
}

/** Asks anew for all that is shown of a profile, and for the lists that hold it. */
export function useProfileChanged() {
  const client = useQueryClient();
  return useCallback((...ids: string[]) => Promise.all([
    ...ids.flatMap((id) => ['one', 'history', 'events', 'notes'].map((part) => client.invalidateQueries({ queryKey: ['profiles', part, id] }))),
    client.invalidateQueries({ queryKey: ['profiles', 'list'] }),
    client.invalidateQueries({ queryKey: ['profiles', 'search'] }),
    client.invalidateQueries({ queryKey: ['tasks'] }),
  ]), [client]);
}
