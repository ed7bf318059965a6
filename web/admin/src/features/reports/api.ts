import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Behind } from '@/components/charts/types';
import { api, body, call, read } from '@/lib/api/client';
import { upload } from '@/lib/api/upload';
import type { ProfileSummary } from '@/features/profiles/public';
import { askedOf, todayOf, type Values } from './logic/parameters';
import type { Answers, ReportName } from './types';

/** The query of a report's routes; the same values have another one tomorrow when they are a span of the calendar. */
const asked = (values: Values): URLSearchParams => askedOf(values, todayOf(new Date()));

/** A report. An answer of other parameters stays on the screen until the new one is there. */
export const reportQuery = <Name extends ReportName>(name: Name, values: Values, enabled = true) => {
  const query = asked(values).toString();
  return queryOptions({
    queryKey: ['reports', name, query],
    queryFn: ({ signal }) => read<Answers[Name]>(`/api/reports/${name}?${query}`, signal),
    enabled,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
};

/** Where the report's main table is downloaded. */
export function fileAddress(name: ReportName, values: Values): string {
  const query = asked(values);
  query.set('format', 'csv');
  return `/api/reports/${name}?${query}`;
}

/** Several parameters of a number may be a report's own too (`key`), so they are put last and win. */
function behindQuery(values: Values, behind: Behind): URLSearchParams {
  const query = asked(values);
  for (const [name, value] of Object.entries(behind)) query.set(name, value);
  return query;
}

export interface PeoplePage {
  items: ProfileSummary[];
  next: string | null;
  total: number;
  asOf: number;
  isComplete: boolean;
}

const pageSize = 50;

export async function loadPeople(name: ReportName, values: Values, behind: Behind, cursor: string | undefined, signal: AbortSignal): Promise<PeoplePage> {
  const query = behindQuery(values, behind);
  query.set('limit', String(pageSize));
  if (cursor !== undefined) query.set('cursor', cursor);
  const page = await read<Omit<PeoplePage, 'items'> & { people: ProfileSummary[] }>(`/api/reports/${name}/people?${query}`, signal);
  return { ...page, items: page.people };
}

/** Keeps the people behind a number as a list. */
export function useSaveList(name: ReportName, values: Values, behind: Behind) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (list: { key: string; name: string }) => call<{ key: string; name: string; added: number }>(`/api/reports/${name}/list?${behindQuery(values, behind)}`, list),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['segments'] }),
  });
}

/** Segments to narrow a report to. */
export const segmentsQuery = queryOptions({
  queryKey: ['segments', 'list'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/segments', { signal }))).segments,
});

/** Names of events that the base holds, the most frequent first. */
export const seenQuery = queryOptions({
  queryKey: ['segments', 'seen'],
  queryFn: ({ signal }) => read<{ events: { kind: string; name: string; count: number; properties: { name: string; type: string }[] }[] }>('/api/segments/seen', signal),
  staleTime: 300_000,
});

export interface Cost {
  day: string;
  source: string;
  medium: string;
  campaign: string;
  currency: string | null;
  cost: number;
  clicks: number | null;
  impressions: number | null;
  key: string;
}

export const costsQuery = queryOptions({
  queryKey: ['reports', 'costs'],
  queryFn: ({ signal }) => read<{ costs: Cost[]; total: number }>('/api/reports/costs', signal),
});

export interface CostsResult {
  written: number;
  refused: { line: number; reason: string }[];
  refusedCount: number;
}

function useReportsChanged() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ['reports'] });
}

/** Reads costs from a file; the same key again replaces what it brought before. */
export function useImportCosts() {
  const onSuccess = useReportsChanged();
  return useMutation({ mutationFn: ({ key, file }: { key: string; file: File }) => upload<CostsResult>(`/api/reports/costs?key=${encodeURIComponent(key)}`, file, { type: 'text/csv', signal: new AbortController().signal }), onSuccess });
}

export function useRemoveCosts() {
  const onSuccess = useReportsChanged();
  return useMutation({ mutationFn: (key: string) => call(`/api/reports/costs/${encodeURIComponent(key)}`, undefined, { method: 'DELETE' }), onSuccess });
}

/** A group of customers; each pair is the least and the most level, both included. */
export interface GroupRule {
  key: string;
  name: string | null;
  recency: [number, number];
  frequency: [number, number];
  monetary: [number, number];
}

export const groupsQuery = queryOptions({
  queryKey: ['reports', 'groups'],
  queryFn: ({ signal }) => read<{ names: GroupRule[]; version: number }>('/api/reports/rfm/names', signal),
});

export function useSaveGroups() {
  const onSuccess = useReportsChanged();
  return useMutation({ mutationFn: (groups: { names: GroupRule[]; version: number } | null) => (groups ? call('/api/reports/rfm/names', groups, { method: 'PUT' }) : call('/api/reports/rfm/names', undefined, { method: 'DELETE' })), onSuccess });
}
