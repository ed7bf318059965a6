import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { Matching } from './types';

/** The beginning of every key of what is asked of matching. */
export const matchingKey = ['matching'] as const;

/** Milliseconds between two looks while something is learned, and while nothing is. */
const [busyMs, idleMs] = [2_000, 60_000];

/** What is matched, how it was learned and how many pairs wait. */
export const matchingQuery = queryOptions({
  queryKey: [...matchingKey, 'populations'],
  queryFn: ({ signal }) => body(api.GET('/api/matching', { signal })) as Promise<Matching>,
  refetchInterval: ({ state }) => (state.data?.populations.some(({ learning }) => learning.state === 'running' || learning.state === 'queued') ? busyMs : idleMs),
});

/** How many pairs people are asked about: those between the thresholds, and those above that were not merged. */
export const waitingIn = ({ open, above }: { open: number; above: number }) => open + above;

/** How many pairs of a profile wait for a decision. */
export const candidatesQuery = (profile: string) => queryOptions({
  queryKey: [...matchingKey, 'candidates', profile],
  queryFn: async ({ signal }) => (await body(api.GET('/api/matching/pairs', { params: { query: { profile, state: 'open', limit: 1, count: true } }, signal }))).total ?? 0,
  retry: false,
});
