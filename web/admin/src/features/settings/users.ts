import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/lib/api/client';
import type { RoleInfo, User } from '@/lib/api/types';

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/users', { signal }))).users as User[],
});

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/roles', { signal }))).roles as RoleInfo[],
  staleTime: Infinity,
});
