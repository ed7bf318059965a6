import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTold } from '@/components/useTold';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Task = components['schemas']['TaskView'];
type TaskState = 'open' | 'done';

interface TaskFilter {
  assignee?: string;
  state: TaskState;
  profile?: string;
}

export async function loadTasks(filter: TaskFilter, cursor: string | undefined, signal: AbortSignal, limit?: number) {
  const page = await body(api.GET('/api/tasks', { params: { query: { ...filter, cursor, limit } }, signal }));
  return { items: page.tasks, next: page.next };
}

export const profileTasksQuery = (profileId: string) => queryOptions({
  queryKey: ['tasks', 'of', profileId],
  queryFn: async ({ signal }) => (await loadTasks({ profile: profileId, state: 'open' }, undefined, signal)).items,
});

const assigneesQuery = queryOptions({
  queryKey: ['assignees'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/assignees', { signal }))).people,
  staleTime: 300_000,
});

/** People who can be given a task, as choices. */
export function useAssignees() {
  const { data } = useQuery(assigneesQuery);
  return (data ?? []).map((person) => ({ value: person.id, label: person.name }));
}

/** What is left out stays as it is; null takes a value away. */
interface TaskChange {
  title?: string;
  text?: string | null;
  dueAt?: string | null;
  assigneeId?: string | null;
  state?: TaskState;
}

/** Changes a task; where it is shown it is asked for anew. */
export function useChangeTask() {
  const client = useQueryClient();
  const { t } = useTranslation('tasks');
  const { done, failed } = useTold();
  return useMutation({
    mutationFn: ({ id, title, state, text, dueAt, assigneeId }: TaskChange & { id: number }) => api.PATCH('/api/tasks/{id}', { params: { path: { id } }, body: { title: title ?? null, state: state ?? null, text, dueAt, assigneeId } }),
    onSuccess: (_, { state }) => {
      if (state) done(state === 'done' ? t('done') : t('reopened'));
      return client.invalidateQueries({ queryKey: ['tasks'] });
    },
    onError: failed,
  });
}
