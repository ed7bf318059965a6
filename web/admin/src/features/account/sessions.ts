import { queryOptions } from '@tanstack/react-query';
import { call } from '@/lib/api/client';
import type { LiveSession } from '@/lib/api/types';

/** One's own live sessions. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions', 'mine'],
  queryFn: async ({ signal }) => (await call<{ sessions: LiveSession[] }>('GET', '/api/sessions', { query: { mine: true }, signal })).sessions,
});
