import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { ProblemError } from '@/lib/api/problem';

type Schemas = components['schemas'];

export const destinationEvents = ['entered', 'exited'] as const;

/** A system outside, and how sending to it goes. */
export type Destination = Omit<Schemas['DestinationView'], 'state'> & { state: 'ok' | 'waiting' | 'open' | 'off' };
export type DeadLetter = Schemas['DeadLetter'];
/** What came of a request without people. */
export type Test = Schemas['DestinationTest'];

/** What a person says of a destination. */
export interface Draft {
  key: string;
  name: string;
  url: string;
  segments: string[];
  events: string[];
  columns: string[];
  isEnabled: boolean;
}

/** How often the screens look at how sending goes. */
const refreshMs = 3_000;

export const destinationsQuery = queryOptions({
  queryKey: ['destinations', 'list'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/destinations', { signal }))).destinations as Destination[],
  refetchInterval: refreshMs,
});

export const destinationQuery = (key: string) => queryOptions({
  queryKey: ['destinations', 'one', key],
  queryFn: ({ signal }) => body(api.GET('/api/destinations/{key}', { params: { path: { key } }, signal })) as Promise<Destination>,
  refetchInterval: refreshMs,
});

export async function loadDead(key: string, after: number | undefined, signal: AbortSignal) {
  const page = await body(api.GET('/api/destinations/{key}/dead', { params: { path: { key }, query: { after } }, signal }));
  return { items: page.letters, next: page.next };
}

/** The request that would be sent of a dead letter now, as text. */
export const deadBodyQuery = (key: string, id: number) => queryOptions({
  queryKey: ['destinations', 'dead', key, 'body', id],
  queryFn: async ({ signal }) => (await api.GET('/api/destinations/{key}/dead/{id}', { params: { path: { key, id } }, parseAs: 'text', signal })).data as unknown as string,
});

function useChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['destinations'] });
}

/** Makes a destination (version null), whose secret the answer has, or changes it. */
export function useSaveDestination() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ version, ...draft }: Draft & { version: number | null }) => version === null
      ? body(api.POST('/api/destinations', { body: { kind: null, version, ...draft } }))
      : body(api.PUT('/api/destinations/{key}', { params: { path: { key: draft.key } }, body: { kind: null, version, ...draft } })),
    onSuccess: () => void changed(),
  });
}

type Verb = { verb: 'remove' | 'snapshot' | 'retry' | 'discard' } | { verb: 'retryOne' | 'discardOne'; id: number };

async function act(key: string, asked: Verb): Promise<number> {
  const path = { key };
  switch (asked.verb) {
    case 'remove': await api.DELETE('/api/destinations/{key}', { params: { path } }); return 1;
    case 'snapshot': return (await body(api.POST('/api/destinations/{key}/snapshot', { params: { path } }))).count;
    case 'retry': return (await body(api.POST('/api/destinations/{key}/dead/retry', { params: { path } }))).count;
    case 'discard': return (await body(api.DELETE('/api/destinations/{key}/dead', { params: { path } }))).count;
    case 'retryOne': return (await body(api.POST('/api/destinations/{key}/dead/{id}/retry', { params: { path: { key, id: asked.id } } }))).count;
    case 'discardOne': return (await body(api.DELETE('/api/destinations/{key}/dead/{id}', { params: { path: { key, id: asked.id } } }))).count;
  }
}

/** Does something to a destination or its dead letters; the answer is of how many. */
export function useAct(key: string) {
  const changed = useChanged();
  return useMutation({ mutationFn: (asked: Verb) => act(key, asked), onSuccess: () => changed() });
}

export const useTest = (key: string) => useMutation({ mutationFn: () => body(api.POST('/api/destinations/{key}/test', { params: { path: { key } } })) });

/** The field of the form that a refusal is of; null when it is of none. */
export function fieldOf(error: unknown): keyof Draft | null {
  if (!(error instanceof ProblemError)) return null;
  const fields: Record<string, keyof Draft> = { 'destination-exists': 'key', 'segment-not-found': 'segments', 'trait-masked': 'columns' };
  return fields[error.kind] ?? (error.kind === 'invalid' ? ((error.field ?? null) as keyof Draft | null) : null);
}
