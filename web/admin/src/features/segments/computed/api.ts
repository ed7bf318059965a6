import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, read } from '@/lib/api/client';
import type { Rule } from '../logic/fromForm';

export const computedTypes = ['number', 'text', 'time', 'boolean'] as const;
export type ComputedType = (typeof computedTypes)[number];

/** A value that is worked out of what people did. */
export interface Computed {
  key: string;
  name: string;
  builtIn: boolean;
  type: ComputedType;
  /** Null of a built-in one. */
  formula: Rule | null;
  /** 0 of a built-in one. */
  version: number;
  updatedAt: string | null;
  updatedBy: string | null;
}

export const computedQuery = queryOptions({
  queryKey: ['computed'],
  queryFn: async ({ signal }) => (await read<{ computed: Computed[] }>('/api/computed', signal)).computed,
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
      ? call<Computed>('/api/computed', { key, ...computed })
      : call<Computed>(`/api/computed/${encodeURIComponent(key)}`, { ...computed, version }, { method: 'PUT' }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: computedQuery.queryKey }),
  });
}

export function useRemoveComputed() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (key: string) => call<void>(`/api/computed/${encodeURIComponent(key)}`, undefined, { method: 'DELETE' }), onSuccess: () => void queries.invalidateQueries({ queryKey: computedQuery.queryKey }) });
}
