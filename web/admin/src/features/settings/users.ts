import { queryOptions } from '@tanstack/react-query';
import { call } from '@/lib/api/client';
import type { RoleInfo, User } from '@/lib/api/types';

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => (await call<{ users: User[] }>('GET', '/api/users', { signal })).users,
});

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async ({ signal }) => (await call<{ roles: RoleInfo[] }>('GET', '/api/roles', { signal })).roles,
  staleTime: Infinity,
});
