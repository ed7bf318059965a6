import { queryOptions } from '@tanstack/react-query';
import { api, body } from './api/client';

/** Legal entities, by the order in which they were made. */
export const legalEntitiesQuery = queryOptions({ queryKey: ['legal-entities'], queryFn: ({ signal }) => body(api.GET('/api/legal-entities', { signal })) });

/** Brands, by the order in which they were made. */
export const brandsQuery = queryOptions({ queryKey: ['brands'], queryFn: ({ signal }) => body(api.GET('/api/brands', { signal })) });

/** Sources, by the order in which they were made. */
export const sourcesQuery = queryOptions({ queryKey: ['sources'], queryFn: ({ signal }) => body(api.GET('/api/sources', { signal })) });

/** Counters of the base and of each source. */
export const statsQuery = queryOptions({ queryKey: ['stats'], queryFn: ({ signal }) => body(api.GET('/api/stats', { signal })) });
