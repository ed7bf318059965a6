import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTold } from '@/components/useTold';
import { call } from '@/lib/api/client';

export interface Assignee {
  id: string;
  name: string;
}

export interface Task {
  id: number;
  title: string;
  text: string | null;
  dueAt: string | null;
  /** Null when anyone may do it. */
  assignee: Assignee | null;
  state: 'open' | 'done';
  profile: { id: string; name: string };
  createdBy: string;
  createdAt: string;
  doneAt: string | null;
  doneBy: string | null;
}

export interface TaskFilter {
  assignee?: string;
  state: 'open' | 'done';
  profile?: string;
}

export async function loadTasks(filter: TaskFilter, cursor: string | number | null, signal: AbortSignal, limit?: number) {
  const page = await call<{ tasks: Task[]; next: string | null }>('GET', '/api/tasks', { query: { ...filter, cursor, limit }, signal });
  return { items: page.tasks, next: page.next };
}

export const profileTasksQuery = (profileId: string) => queryOptions({
  queryKey: ['tasks', 'of', profileId],
  queryFn: async ({ signal }) => (await loadTasks({ profile: profileId, state: 'open' }, null, signal)).items,
});

const assigneesQuery = queryOptions({
  queryKey: ['assignees'],
  queryFn: async ({ signal }) => (await call<{ people: Assignee[] }>('GET', '/api/assignees', { signal })).people,
  staleTime: 300_000,
});

/** People who can be given a task, as choices. */
export function useAssignees() {
  const { data } = useQuery(assigneesQuery);
  return (data ?? []).map((person) => ({ value: person.id, label: person.name }));
}

export interface TaskChange {
  title?: string;
  text?: string | null;
  dueAt?: string | null;
  assigneeId?: string | null;
  state?: 'open' | 'done';
}

/** Changes a task; where it is shown it is asked for anew. */
export function useChangeTask() {
  const client = useQueryClient();
  const { t } = useTranslation('tasks');
  const { done, failed } = useTold();
  return useMutation({
    mutationFn: ({ id, ...change }: TaskChange & { id: number }) => call<Task>('PATCH', `/api/tasks/${id}`, { body: change }),
    onSuccess: (_, { state }) => {
      if (state) done(state === 'done' ? t('done') : t('reopened'));
      return client.invalidateQueries({ queryKey: ['tasks'] });
    },
    onError: failed,
  });
}
