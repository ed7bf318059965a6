import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { address, call, read } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { upload } from '@/lib/api/upload';
import { useSegmentsChanged } from '../api';

type Schemas = components['schemas'];

/** A line of a segment's history; of nobody when it tells of a filling. */
export type Change = Schemas['SegmentChangeView'];
/** Size in an hour, or in a day where that is long ago. */
export type Size = Schemas['SegmentSizeView'];
export type Overlap = Schemas['SegmentOverlap'];
/** What became of those who were put on a list. */
export type Listed = Schemas['ListAnswer'];

const dayMs = 86_400_000;
const of = (key: string) => `/api/segments/${encodeURIComponent(key)}`;

/** Sizes of the last days. */
export const sizesQuery = (key: string, days: number) => queryOptions({
  queryKey: ['segments', 'sizes', key, days],
  queryFn: async ({ signal }) => (await read<{ sizes: Size[] }>(address(`${of(key)}/sizes`, { from: new Date(Date.now() - days * dayMs).toISOString() }), signal)).sizes,
});

export async function loadChanges(key: string, cursor: string | undefined, signal: AbortSignal) {
  const page = await read<{ changes: Change[]; next: string | null }>(address(`${of(key)}/changes`, { cursor }), signal);
  return { items: page.changes, next: page.next };
}

export const overlapMax = 20;

export const overlapQuery = (keys: readonly string[]) => queryOptions({
  queryKey: ['segments', 'overlap', ...keys],
  queryFn: ({ signal }) => read<Overlap>(address('/api/segments/overlap', { keys: keys.join(',') }), signal),
  enabled: keys.length > 1,
});

/** Works all members out anew, compares them with those kept, and puts right what is wrong. */
export function useAudit(key: string) {
  const changed = useSegmentsChanged();
  return useMutation({ mutationFn: () => call<{ at: string; differences: number }>(`${of(key)}/audit`, undefined), onSuccess: () => void changed() });
}

/** Sends a file whose first column names people; its head says by what. */
export function useUploadList(key: string) {
  const changed = useSegmentsChanged();
  return useMutation({
    mutationFn: (file: Blob) => upload<Listed>(`${of(key)}/list`, file, { signal: new AbortController().signal, type: 'text/csv' }),
    onSuccess: () => void changed(),
  });
}

/** Puts one profile on a list, or takes it off. */
export function useListOne(key: string) {
  const changed = useSegmentsChanged();
  return useMutation({
    mutationFn: ({ profile, isOn }: { profile: string; isOn: boolean }) => call<Listed>(`${of(key)}/list`, isOn ? { add: [{ profile }] } : { remove: [{ profile }] }),
    onSuccess: () => void changed(),
  });
}

export function useAddList() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (list: { key: string; name: string }) => call<unknown>('/api/segments', { ...list, kind: 'list' }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['segments', 'list'] }),
  });
}
