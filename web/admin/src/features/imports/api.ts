import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { address, api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Import = components['schemas']['ImportView'];
/** What a dry run of an import found out. */
export type DryRun = components['schemas']['ImportDryRunResult'];
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
  queryFn: ({ signal }) => body(api.GET('/api/imports', { signal })),
  refetchInterval: ({ state }) => (state.data?.some(isActive) ? pollMs : false),
});

export const importQuery = (id: number) => queryOptions({
  queryKey: ['imports', id],
  queryFn: ({ signal }) => body(api.GET('/api/imports/{id}', { params: { path: { id } }, signal })),
  refetchInterval: ({ state }) => (state.data && isActive(state.data) ? pollMs : false),
});

/** The address that takes a file in. */
export const uploadAddress = (source: string, kind: ImportKind, name: string) => address('/api/imports', { source, kind, name });

/** The address of the refused rows as a file. */
export const refusedAddress = (id: number) => `/api/imports/${id}/refused`;

type Change = { verb: 'dry-run' | 'start' | 'cancel' | 'undo' | 'delete' } | { verb: 'mapping'; map: string[]; options: Reading | null };

function send(id: number, change: Change) {
  const params = { path: { id } };
  if (change.verb === 'delete') return body(api.DELETE('/api/imports/{id}', { params }));
  if (change.verb === 'mapping') return body(api.PUT('/api/imports/{id}/mapping', { params, body: { map: change.map, options: change.options } }));
  return body(api.POST(`/api/imports/{id}/${change.verb}`, { params }));
}

/** Does something to an import; the answer is the import as it is then. */
export function useChangeImport(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => send(id, change),
    onSuccess: (changed) => {
      queries.setQueryData(importQuery(id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ['imports'], exact: true });
      void queries.invalidateQueries({ queryKey: importQuery(id).queryKey });
    },
  });
}
