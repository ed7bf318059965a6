import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useSession } from '@/lib/session';

export type SeenEvent = components['schemas']['SeenEvent'];

const seenQuery = queryOptions({
  queryKey: ['segments', 'seen'],
  queryFn: ({ signal }) => body(api.GET('/api/segments/seen', { signal })),
  staleTime: 300_000,
});

/** Events that the base holds, the most frequent first, with their properties. */
export function useSeen(): readonly SeenEvent[] {
  const { can } = useSession();
  return useQuery({ ...seenQuery, enabled: can('segments:read') }).data?.events ?? [];
}
