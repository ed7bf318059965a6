import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

type Schemas = components['schemas'];

/** A file of people, and how far it is. */
export type Export = Omit<Schemas['Export'], 'format' | 'state'> & { format: ExportFormat; state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' };
/** What a file may have of a person, and whether it would be masked. */
export type Column = Omit<Schemas['ExportColumn'], 'kind'> & { kind: (typeof columnKinds)[number] };

export const exportFormats = ['csv', 'jsonl', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const columnKinds = ['own', 'identifier', 'trait', 'computed'] as const;

/** True while the server works on it or will. */
export const isActive = ({ state }: Export) => state === 'queued' || state === 'running';

/** Milliseconds between two looks at what the server works on. */
const pollMs = 700;

export const columnsQuery = queryOptions({
  queryKey: ['exports', 'columns'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/exports/columns', { signal }))).columns as Column[],
  staleTime: 60_000,
});

export const exportsQuery = queryOptions({
  queryKey: ['exports', 'list', 'own'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/exports', { signal }))).exports as Export[],
  refetchInterval: ({ state }) => (state.data?.some(isActive) ? pollMs : false),
});

/** Everybody's, for who reads the audit log; the files are of those who asked for them. */
export const allExportsQuery = queryOptions({
  queryKey: ['exports', 'list', 'all'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/exports/all', { signal }))).exports as Export[],
  refetchInterval: exportsQuery.refetchInterval,
});

export const exportQuery = (id: string) => queryOptions({
  queryKey: ['exports', 'one', id],
  queryFn: ({ signal }) => body(api.GET('/api/exports/{id}', { params: { path: { id } }, signal })) as Promise<Export>,
  refetchInterval: ({ state }) => (state.data && !isActive(state.data) ? false : pollMs),
});

/** The address of the file. */
export const fileOf = ({ id }: Export) => `/api/exports/${id}/file`;

export function useBeginExport(segment: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: { columns: string[]; format: ExportFormat }) => body(api.POST('/api/exports', { body: { segment, rule: null, ...file } })) as Promise<Export>,
    onSuccess: (begun) => {
      queries.setQueryData(exportQuery(begun.id).queryKey, begun);
      void queries.invalidateQueries({ queryKey: exportsQuery.queryKey });
    },
  });
}

/** Ends an export that is written, or removes one with its file. */
export function useRemoveExport() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (id: string) => body(api.DELETE('/api/exports/{id}', { params: { path: { id } } })), onSuccess: () => queries.invalidateQueries({ queryKey: ['exports', 'list'] }) });
}
