import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

/** What a source knows, as counted last; its duplicates are records beyond the first of their profile. */
export type SourceQuality = components['schemas']['SourceQuality'];

/** How far a trait is filled. */
export type TraitQuality = components['schemas']['TraitQuality'];

/** What was counted of all data. */
export type Quality = components['schemas']['QualityReport'];

/** What was counted last; asked again every two seconds while it is being counted. */
export const qualityQuery = queryOptions({
  queryKey: ['quality'],
  queryFn: ({ signal }) => body(api.GET('/api/quality', { signal })),
  refetchInterval: ({ state }) => (state.data?.running ? 2_000 : false),
});
