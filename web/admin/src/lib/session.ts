import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from './api/client';
import type { Session } from './api/types';
import { ProblemError } from './api/problem';

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  // Without the signal: the router waits for this answer, and must not lose it when some component that asked too goes away.
  queryFn: async (): Promise<Session | null> => {
    try {
      return await (body(api.GET('/api/session')) as Promise<Session>);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

/** Who is signed in and what they may do. Only below the sign-in guard, where there is always somebody. */
export function useSession() {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('Nobody is signed in here.');
  return {
    ...data,
    /** True when the person holds the scope, such as `profiles:write`, or any of several. */
    can: (scope: string | readonly string[]) => (typeof scope === 'string' ? data.scopes.includes(scope) : scope.some((one) => data.scopes.includes(one))),
    /** True when traits of the privacy class come unmasked. */
    sees: (privacyClass: string) => data.visibleClasses.includes(privacyClass),
  };
}

/** Keeps a choice of the person on the server, so that it is there at the next sign-in. */
export function useSaveChoice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choice: Partial<Pick<Session['user'], 'language' | 'theme' | 'name'>>) => body(api.PATCH('/api/session', { body: { language: null, theme: null, name: null, ...choice } })) as Promise<Session>,
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });
}
