import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Entry = components['schemas']['QuarantineView'];
export type Group = components['schemas']['QuarantineReason'];

export interface Filter {
  source?: string;
  reason?: string;
}

/** Entries of a group a page; the list asks for more as it is scrolled. */
const pageSize = 50;

export const readPage = async ({ source, reason }: Filter, before: number | undefined, signal: AbortSignal) => {
  const page = await body(api.GET('/api/quarantine', { params: { query: { source, reason, before, limit: pageSize } }, signal }));
  return { items: page.items, next: page.next };
};

/** Open entries by source and reason. */
export const groupsQuery = queryOptions({
  queryKey: ['quarantine', 'groups'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/quarantine', { params: { query: { limit: 1 } }, signal }))).reasons,
  refetchInterval: 15_000,
});

export const entryQuery = (id: number) => queryOptions({
  queryKey: ['quarantine', 'entry', id],
  queryFn: ({ signal }) => body(api.GET('/api/quarantine/{id}', { params: { path: { id } }, signal })),
  // What is being edited must not change under the hands.
  staleTime: Infinity,
});

/** Lists are asked again after anything was closed. */
export function useRefresh() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['quarantine', 'groups'] });
    void queries.invalidateQueries({ queryKey: ['quarantine', 'entries'] });
    void queries.invalidateQueries({ queryKey: ['stats'] });
  };
}

export function useReplay(id: number) {
  const refresh = useRefresh();
  return useMutation({
    /** Null sends the body as it was kept, to the byte. */
    mutationFn: (raw: string | null) => body(api.POST('/api/quarantine/{id}/replay', { params: { path: { id } }, body: { raw } })),
    onSuccess: (result) => { if (result.outcome !== 'quarantined') refresh(); },
  });
}

export function useDiscard(id: number) {
  const refresh = useRefresh();
  return useMutation({ mutationFn: () => api.POST('/api/quarantine/{id}/discard', { params: { path: { id } } }), onSuccess: refresh });
}

/** How far a task over many entries is. */
export interface Many {
  done: number;
  refused: number;
  remaining: number;
}

/** Replays or discards all entries of a group, page by page; says after each how far it is. Stops between two pages. */
export async function forAll(verb: 'replay' | 'discard', filter: Filter, total: number, onProgress: (many: Many) => void, signal: AbortSignal): Promise<Many> {
  let many: Many = { done: 0, refused: 0, remaining: total };
  const group = { source: filter.source ?? null, reason: filter.reason ?? null };
  let before: number | null = null;
  for (;;) {
    if (verb === 'replay') {
      const page: components['schemas']['ReplayManyResult'] = await body(api.POST('/api/quarantine/replay', { body: { ...group, before }, signal }));
      many = { done: many.done + page.replayed, refused: many.refused + page.stillRefused, remaining: page.remaining };
      before = page.next;
      onProgress(many);
      if (page.next === null) return many;
    } else {
      const page = await body(api.POST('/api/quarantine/discard', { body: { ...group, before: null }, signal }));
      many = { done: many.done + page.discarded, refused: 0, remaining: page.remaining };
      onProgress(many);
      if (page.remaining === 0 || page.discarded === 0) return many;
    }
  }
}
