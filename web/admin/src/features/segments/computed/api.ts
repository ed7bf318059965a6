import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import type { Rule } from '../logic/fromForm';

export const computedTypes = ['number', 'text', 'time', 'boolean'] as const;
export type ComputedType = (typeof computedTypes)[number];

type Schemas = components['schemas'];

/** A value that is worked out of what people did; a built-in one has no formula and version 0. */
export type Computed = Omit<Schemas['ComputedView'], 'type' | 'formula'> & { type: ComputedType; formula: Rule | null };

export const computedQuery = queryOptions({
  queryKey: ['computed'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/computed', { signal }))).computed as Computed[],
  staleTime: 60_000,
});

export interface ComputedDraft {
  key: string;
  name: string;
  formula: Rule;
  type: ComputedType;
  /** Null for one that is to be made. */
  version: number | null;
}

export function useSaveComputed() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, version, ...computed }: ComputedDraft) => version === null
      ? body(api.POST('/api/computed', { body: { key, ...computed } }))
      : body(api.PUT('/api/computed/{key}', { params: { path: { key } }, body: { ...computed, version } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: computedQuery.queryKey }),
  });
}

export function useRemoveComputed() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (key: string) => body(api.DELETE('/api/computed/{key}', { params: { path: { key } } })), onSuccess: () => void queries.invalidateQueries({ queryKey: computedQuery.queryKey }) });
}
