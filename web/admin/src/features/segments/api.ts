import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, call } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { ProblemError } from '@/lib/api/problem';
import type { ProfileSummary } from '@/features/profiles/public';
import type { Rule } from './logic/fromForm';

type Schemas = components['schemas'];

/** A segment, and how it is kept up to date. */
export type Segment = Omit<Schemas['SegmentView'], 'kind' | 'state'> & { kind: 'rule' | 'list'; state: 'filling' | 'live' | 'waiting' | 'failed' };
export type Why = Schemas['WhyAnswer'];

/** How many people a rule holds for, and some of them. */
export interface Count {
  count: number;
  sample: ProfileSummary[];
  elapsedMs: number;
  asOf: number;
  isComplete: boolean;
}

/** What the server says is wrong with a rule, and where: a JSON pointer. */
export interface RuleProblem {
  pointer: string;
  code: string;
  detail: string;
}

/** How often sizes and freshness are asked for anew while a screen shows them. */
export const refreshMs = 10_000;

export const nameLengthMax = 200;
export const descriptionLengthMax = 2_000;

export const segmentsQuery = queryOptions({
  queryKey: ['segments', 'list'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/segments', { signal }))).segments as Segment[],
  refetchInterval: refreshMs,
});

export const segmentQuery = (key: string) => queryOptions({
  queryKey: ['segments', 'one', key],
  queryFn: ({ signal }) => body(api.GET('/api/segments/{key}', { params: { path: { key } }, signal })) as Promise<Segment>,
});

/** Counts a rule; a newer question ends this one. */
export const countQuery = (rule: Rule, enabled: boolean) => queryOptions({
  queryKey: ['segments', 'count', JSON.stringify(rule)],
  queryFn: ({ signal }) => call<Count>('/api/segments/preview', { rule }, { signal }),
  enabled,
  placeholderData: keepPreviousData,
});

export const whyQuery = (rule: Rule, profile: string) => queryOptions({
  queryKey: ['segments', 'why', JSON.stringify(rule), profile],
  queryFn: ({ signal }) => call<Why>('/api/segments/why', { rule, profile }, { signal }),
});

export interface MembersPage {
  items: ProfileSummary[];
  next: string | null;
  total: number;
  asOf: number;
  isComplete: boolean;
}

export async function loadMembers(key: string, cursor: string | undefined, signal: AbortSignal): Promise<MembersPage> {
  // The document has no type for what is masked by the asker's role.
  const page = (await body(api.GET('/api/segments/{key}/members', { params: { path: { key }, query: { cursor, limit: 50 } }, signal }))) as unknown as Omit<MembersPage, 'items'> & { members: ProfileSummary[] };
  return { ...page, items: page.members };
}

export interface Draft {
  key: string;
  name: string;
  description: string;
  rule: Rule;
  /** The version that was read; null for a segment that is to be made. */
  version: number | null;
}

/** Asks anew for all that is shown of segments. */
export function useSegmentsChanged() {
  const queries = useQueryClient();
  return () => Promise.all([queries.invalidateQueries({ queryKey: ['segments'], refetchType: 'active' }), queries.invalidateQueries({ queryKey: ['profiles', 'one'] })]);
}

export function useSaveSegment() {
  const changed = useSegmentsChanged();
  return useMutation({
    mutationFn: ({ key, version, ...segment }: Draft) => version === null
      ? body(api.POST('/api/segments', { body: { key, ...segment } }))
      : body(api.PUT('/api/segments/{key}', { params: { path: { key } }, body: { ...segment, version } })),
    onSuccess: () => void changed(),
  });
}

export function useRemoveSegment() {
  const changed = useSegmentsChanged();
  return useMutation({ mutationFn: (key: string) => body(api.DELETE('/api/segments/{key}', { params: { path: { key } } })), onSuccess: () => void changed() });
}

/** What is wrong with the rule, when that is why the server refused. */
export function problemsOf(error: unknown): RuleProblem[] {
  return error instanceof ProblemError && error.kind === 'invalid-rule' && Array.isArray(error.body.problems) ? (error.body.problems as RuleProblem[]) : [];
}
