import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { address, api, body, call } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

/** What a dry run of an import found out. */
export interface DryRun {
  rows: number;
  refused: number;
  skipped: number;
  stored: number;
  duplicate: number;
  quarantined: number;
  newRecords: number;
  changedRecords: number;
  unchangedRecords: number;
  merges: number;
  mergeSamples: { from: string; to: string }[];
}

export type Import = Omit<components['schemas']['ImportView'], 'dryRun'> & { dryRun: DryRun | null };
export type Column = Import['columns'][number];
export type Reading = components['schemas']['ImportSettings'];

export const importKinds = ['people', 'orders', 'events'] as const;
export type ImportKind = (typeof importKinds)[number];

/** True while the server works on it or will. */
export const isActive = ({ state }: Import) => ['queued', 'checking', 'running', 'undoing'].includes(state);

/** True while no row was taken in, so that mapping and settings can be changed. */
export const isUntouched = (one: Import) => one.state === 'ready' || (['failed', 'cancelled'].includes(one.state) && one.rows === 0 && one.task !== 'undo' && !one.filesDeleted);

/** True when what was taken in can be taken back. */
export const canUndo = (one: Import) => one.state === 'done' || (['failed', 'cancelled'].includes(one.state) && (one.task === 'undo' || one.rows > 0));

/** True when a run that stopped on its way can go on. */
export const canGoOn = (one: Import) => ['failed', 'cancelled'].includes(one.state) && one.task === 'import' && one.rows > 0 && !one.filesDeleted;

/** Milliseconds between two looks at what the server works on. */
const pollMs = 700;

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/imports', { signal }))) as unknown as Import[],
  refetchInterval: ({ state }) => (state.data?.some(isActive) ? pollMs : false),
});

export const importQuery = (id: number) => queryOptions({
  queryKey: ['imports', id],
  queryFn: ({ signal }) => call<Import>('GET', `/api/imports/${id}`, { signal }),
  refetchInterval: ({ state }) => (state.data && isActive(state.data) ? pollMs : false),
});

/** The address that takes a file in. */
export const uploadAddress = (source: string, kind: ImportKind, name: string) => address('/api/imports', { source, kind, name });

/** The address of the refused rows as a file. */
export const refusedAddress = (id: number) => `/api/imports/${id}/refused`;

type Verb = 'dry-run' | 'start' | 'cancel' | 'undo' | 'delete' | 'mapping';

/** Does something to an import; the answer is the import as it is then. */
export function useChangeImport(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ verb, body: sent }: { verb: Verb; body?: { map?: string[]; options?: Reading } }) => verb === 'delete'
      ? call<Import>('DELETE', `/api/imports/${id}`)
      : call<Import>(verb === 'mapping' ? 'PUT' : 'POST', `/api/imports/${id}/${verb}`, { body: sent }),
    onSuccess: (changed) => {
      queries.setQueryData(importQuery(id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ['imports'], exact: true });
      void queries.invalidateQueries({ queryKey: importQuery(id).queryKey });
    },
  });
}
