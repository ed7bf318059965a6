import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';

/** One's own live sessions. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions', 'mine'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/sessions', { params: { query: { mine: true } }, signal }))).sessions,
});
