import { queryOptions } from '@tanstack/react-query';
import { api, body } from './api/client';

/** Whether the base waits for its first user; the program's version. */
export const startQuery = queryOptions({
  queryKey: ['start'],
  queryFn: ({ signal }) => body(api.GET('/api/start', { signal })),
  staleTime: Infinity,
});
