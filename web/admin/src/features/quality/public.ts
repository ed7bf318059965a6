import { queryOptions } from '@tanstack/react-query';
import { call } from '@/lib/api/client';

/** What a source knows, as counted last. */
export interface SourceQuality {
  source: string;
  records: number;
  profiles: number;
  recordsPerProfile: number;
  /** Records beyond the first of their profile. */
  duplicates: number;
  withPhone: number;
  withEmail: number;
  invalidPhone: number;
  invalidEmail: number;
  conflicts: number;
  quarantined: number;
  lastReceivedAt: string | null;
  /** Records by when they were last updated, in days. */
  updatedWithin: { d1: number; d7: number; d30: number; d365: number; older: number };
  identifiers: { type: string; records: number }[];
  traits: { name: string; records: number }[];
}

/** How far a trait is filled. */
export interface TraitQuality {
  kind: 'person' | 'account';
  name: string;
  /** Profiles that have it. */
  filled: number;
  bySource: Record<string, number>;
  lastUpdatedAt: string | null;
}

/** `GET /api/quality`. */
export interface Quality {
  computedAt: string | null;
  asOf: number;
  running: boolean;
  sources: SourceQuality[];
  traits: TraitQuality[];
  totals: { profiles: number; persons: number; accounts: number };
}

/** What was counted last; asked again every two seconds while it is being counted. */
export const qualityQuery = queryOptions({
  queryKey: ['quality'],
  queryFn: ({ signal }) => call<Quality>('GET', '/api/quality', { signal }),
  refetchInterval: ({ state }) => (state.data?.running ? 2_000 : false),
});
