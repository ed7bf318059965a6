import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Behind } from '@/components/charts/types';
import { api, body, call, read } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { upload } from '@/lib/api/upload';
import type { ProfileSummary } from '@/features/profiles/public';
import { askedOf, todayOf, type Values } from './logic/parameters';
import type { Answers, ReportName } from './types';

type Schemas = components['schemas'];

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

export type Cost = Schemas['CostView'];

export const costsQuery = queryOptions({
  queryKey: ['reports', 'costs'],
  queryFn: ({ signal }) => body(api.GET('/api/reports/costs', { params: { query: { from: '2000-01-01', to: '2099-12-31' } }, signal })),
});

function useReportsChanged() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ['reports'] });
}

/** Reads costs from a file; the same key again replaces what it brought before. */
export function useImportCosts() {
  const onSuccess = useReportsChanged();
  return useMutation({ mutationFn: ({ key, file }: { key: string; file: File }) => upload<Schemas['CostsWritten']>(`/api/reports/costs?key=${encodeURIComponent(key)}`, file, { type: 'text/csv', signal: new AbortController().signal }), onSuccess });
}

export function useRemoveCosts() {
  const onSuccess = useReportsChanged();
  return useMutation({ mutationFn: (key: string) => body(api.DELETE('/api/reports/costs/{key}', { params: { path: { key } } })), onSuccess });
}

type Range = [number, number];

/** A group of customers; each pair is the least and the most level, both included. The document has one shape for it and for a change of it, in which any part may be null. */
export type GroupRule = Omit<Schemas['RfmNameView'], 'key' | 'recency' | 'frequency' | 'monetary'> & { key: string; recency: Range; frequency: Range; monetary: Range };

export const groupsQuery = queryOptions({
  queryKey: ['reports', 'groups'],
  queryFn: ({ signal }) => body(api.GET('/api/reports/rfm/names', { signal })) as Promise<{ names: GroupRule[]; version: number }>,
});

export function useSaveGroups() {
  const onSuccess = useReportsChanged();
  return useMutation({ mutationFn: (groups: { names: GroupRule[]; version: number } | null) => (groups ? body(api.PUT('/api/reports/rfm/names', { body: groups })) : body(api.DELETE('/api/reports/rfm/names'))), onSuccess });
}
