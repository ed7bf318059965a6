import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Trait = components['schemas']['TraitsView'];
export type TraitKind = 'person' | 'account';

export const traitTypes = ['string', 'number', 'boolean', 'date', 'object', 'array', 'mixed'] as const;
/** From the most to the least protected. */
export const privacyClasses = ['special', 'identity', 'financial', 'contact', 'demographic', 'behaviour', 'none'] as const;

/** Longest trait name that can be declared. */
export const nameLengthMax = 200;
export const retentionDaysMax = 36_500;

export const traitsQuery = queryOptions({
  queryKey: ['traits'],
  queryFn: ({ signal }) => body(api.GET('/api/traits', { signal })),
});

/** What a person says of a trait. */
interface Declaration {
  type: string;
  privacyClass: string;
  label: Record<string, string>;
  purpose: string | null;
  retentionDays: number | null;
  masterSource: string | null;
}

export function useDeclare() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, name, ...declaration }: Declaration & { kind: string; name: string }) =>
      body(api.PUT('/api/traits/{kind}/{name}', { params: { path: { kind, name } }, body: declaration })),
    onSuccess: (trait) => {
      queries.setQueryData(traitsQuery.queryKey, (known) => known && [...known.filter((one) => one.kind !== trait.kind || one.name !== trait.name), trait]);
      void queries.invalidateQueries({ queryKey: traitsQuery.queryKey });
    },
  });
}
