import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useTold } from '@/components/useTold';
import { api } from '@/lib/api/client';
import { useSession } from '@/lib/session';
import { DueInput } from './DueInput';
import { DueText } from './DueText';
import { profileTasksQuery, useAssignees, useChangeTask, type Task } from './queries';
import styles from './tasks.module.css';

/** What is to be done for one customer: open tasks, and a line to add one. */
export function ProfileTasks({ profileId }: { profileId: string }) {
  const { t } = useTranslation('tasks');
  const { can } = useSession();
  const { data: tasks, error } = useQuery({ ...profileTasksQuery(profileId), enabled: can('service:read') });
  if (!can('service:read') || error) return null;
  return (
    <Panel dense title={t('ofProfile')} count={tasks?.length}>
      {can('service:write') && <AddTask key={profileId} profileId={profileId} />}
      {tasks?.length === 0 && !can('service:write') && <p className={styles.calm}>{t('noneOfProfile')}</p>}
      {tasks && tasks.length > 0 && <ul className={styles.list}>{tasks.map((task) => <Line key={task.id} task={task} />)}</ul>}
    </Panel>
  );
}

function Line({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const { can } = useSession();
  const change = useChangeTask();
  return (
    <li className={styles.line}>
      <span translate="no"><Checkbox checked={change.isPending} disabled={!can('service:write') || change.isPending} onChange={() => change.mutate({ id: task.id, state: 'done' })} aria-label={t('markDone', { title: task.title })} /></span>
      <div>
        <p translate="no">{task.title}</p>
        {task.text && <p className={styles.text} translate="no">{task.text}</p>}
        <p className={styles.faint}><DueText dueAt={task.dueAt} /> · {task.assignee ? <span translate="no">{task.assignee.name}</span> : t('anyone')}</p>
      </div>
    </li>
  );
}

function AddTask({ profileId }: { profileId: string }) {
  const { t } = useTranslation('tasks');
  const { failed } = useTold();
  const client = useQueryClient();
  const people = useAssignees();
  const [title, setTitle] = useState('');
  const [dueAt, setDueAt] = useState<Dayjs | null>(null);
  const [assignee, setAssignee] = useState('me');
  const add = useMutation({
    mutationFn: () => api.POST('/api/profiles/{id}/tasks', { params: { path: { id: profileId } }, body: { title: title.trim(), text: null, dueAt: dueAt?.toISOString() ?? null, assigneeId: assignee === '' ? null : assignee } }),
    onSuccess: () => {
      setTitle('');
      setDueAt(null);
      return client.invalidateQueries({ queryKey: ['tasks'] });
    },
    onError: failed,
  });
  const begun = title.trim() !== '';
  return (
    <form className={styles.add} onSubmit={(event) => {
      event.preventDefault();
      if (begun && !add.isPending) add.mutate();
    }}>
      <Input value={title} onChange={(event) => setTitle(event.target.value)} placeholder={t('addPlaceholder')} aria-label={t('addPlaceholder')} maxLength={200} data-task-title />
      {begun && (
        <>
          <DueInput size="small" value={dueAt} onChange={setDueAt} label={t('due')} />
          <Select size="small" value={assignee} onChange={setAssignee} aria-label={t('assignee')} options={[{ value: 'me', label: t('me') }, { value: '', label: t('anyone') }, ...people]} />
          <Button size="small" type="primary" htmlType="submit" loading={add.isPending}>{t('app:add')}</Button>
        </>
      )}
    </form>
  );
}
