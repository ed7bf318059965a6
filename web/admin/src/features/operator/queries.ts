import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import { ProblemError } from '@/lib/api/problem';
import type { Profile } from '@/features/profiles/public';

/** Who has a number: one profile, several, nobody, or it is no number. */
type Found =
  | { kind: 'one'; profile: Profile }
  | { kind: 'several'; ids: string[] }
  | { kind: 'nobody' }
  | { kind: 'noNumber' };

export const byPhoneQuery = (phone: string) => queryOptions({
  queryKey: ['profiles', 'by', 'phone', phone],
  queryFn: async ({ signal }): Promise<Found> => {
    try {
      return { kind: 'one', profile: await body(api.GET('/api/profiles/by/{type}/{value}', { params: { path: { type: 'phone', value: phone } }, signal })) };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.status === 404) return { kind: 'nobody' };
      if (error.status === 409) return { kind: 'several', ids: ((error.body.candidates ?? []) as { id: string }[]).map((candidate) => candidate.id) };
      if (error.status === 400 || error.status === 422) return { kind: 'noNumber' };
      throw error;
    }
  },
  enabled: phone !== '',
  staleTime: 0,
});
