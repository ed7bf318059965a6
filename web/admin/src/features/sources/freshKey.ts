import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

// In memory alone: neither the address nor the browser's history may keep a secret. A reload forgets it.
const keyOf = (source: string) => ['fresh-write-key', source];

/** The write key that was just made for a source, if this page made it; null after a reload. */
export function useFreshKey(source: string) {
  const queries = useQueryClient();
  const { data } = useQuery<string | null>({ queryKey: keyOf(source), queryFn: () => null, enabled: false, initialData: null, gcTime: 15 * 60_000 });
  const keep = useCallback((key: string | null) => queries.setQueryData(keyOf(source), key), [queries, source]);
  return { freshKey: data, keep };
}

export function useKeepFreshKey() {
  const queries = useQueryClient();
  return useCallback((source: string, key: string) => { queries.setQueryData(keyOf(source), key); }, [queries]);
}
