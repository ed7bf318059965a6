import { queryOptions } from '@tanstack/react-query';
import { call } from './api/client';
import type { Start } from './api/types';

/** Whether the base waits for its first user; the program's version. */
export const startQuery = queryOptions({
  queryKey: ['start'],
  queryFn: ({ signal }) => call<Start>('GET', '/api/start', { signal }),
  staleTime: Infinity,
});
