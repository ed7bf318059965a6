import { Button, Checkbox, Segmented, Skeleton } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { Count } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import { useNow } from '@/lib/format/useNow';
import { usePages } from '@/lib/usePages';
import { useSession } from '@/lib/session';
import { dueGroups, groupOf } from './due';
import { DueText } from './DueText';
import { loadTasks, useChangeTask, type Task } from './queries';
import styles from './tasks.module.css';

/** What the reader is to do, late things first. Arrows move, Space or D does, Enter opens the customer. */
export default function TasksPage() {
  const { t } = useTranslation('tasks');
  const now = useNow();
  const [parameters, setParameters] = useSearchParams();
  const whose = parameters.get('whose') === 'all' ? 'all' : 'mine';
  const state = parameters.get('state') === 'done' ? 'done' : 'open';
  const pages = usePages(['tasks', 'list', whose, state], (cursor: string | undefined, signal) => loadTasks({ state, assignee: whose === 'mine' ? 'me' : undefined }, cursor, signal));
  const set = (name: string, value: string | null) => setParameters((known) => {
    const next = new URLSearchParams(known);
    if (value === null) next.delete(name);
    else next.set(name, value);
    return next;
  }, { replace: true });
  const groups = state === 'done' ? [{ key: null, tasks: pages.items }] : dueGroups.map((key) => ({ key, tasks: pages.items.filter((task) => groupOf(task.dueAt, now) === key) })).filter((group) => group.tasks.length > 0);
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={
        <>
          <Segmented aria-label={t('whose')} value={whose} onChange={(next) => set('whose', next === 'all' ? next : null)} options={[{ value: 'mine', label: t('mine') }, { value: 'all', label: t('all') }]} />
          <Segmented aria-label={t('state')} value={state} onChange={(next) => set('state', next === 'done' ? next : null)} options={[{ value: 'open', label: t('open') }, { value: 'done', label: t('doneOnes') }]} />
        </>
      } />
      {pages.error && pages.items.length === 0 ? <ErrorState error={pages.error} onRetry={pages.retry} /> : pages.loading && pages.items.length === 0 ? <Skeleton active paragraph={{ rows: 6 }} title={false} /> : pages.items.length === 0
        ? <EmptyState title={state === 'done' ? t('noneDone') : t('none')} text={state === 'done' ? undefined : t('noneText')} />
        : <Groups groups={groups} stale={pages.stale} showAssignee={whose === 'all'} />}
      {pages.hasMore && <Button type="text" block loading={pages.loadingMore} onClick={pages.loadMore}>{t('more')}</Button>}
    </>
  );
}

function Groups({ groups, stale, showAssignee }: { groups: { key: (typeof dueGroups)[number] | null; tasks: Task[] }[]; stale: boolean; showAssignee: boolean }) {
  const { t } = useTranslation('tasks');
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const order = groups.flatMap((group) => group.tasks);
  const focus = (to: number) => {
    const next = Math.max(0, Math.min(order.length - 1, to));
    setAt(next);
    list.current?.querySelectorAll<HTMLElement>('[data-task]')[next]?.focus();
  };
  return (
    <div ref={list} className={styles.groups} data-stale={stale}>
      {groups.map(({ key, tasks }) => (
        <section key={key ?? 'done'} aria-label={key ? t(`groups.${key}`) : t('doneOnes')}>
          {key && <h2 data-late={key === 'overdue'}>{t(`groups.${key}`)} <Count of={tasks.length} /></h2>}
          <ul>
            {tasks.map((task) => <Row key={task.id} task={task} showAssignee={showAssignee} tabIndex={order.indexOf(task) === Math.min(at, order.length - 1) ? 0 : -1}
              onFocus={() => setAt(order.indexOf(task))} onMove={(by) => focus(order.indexOf(task) + by)} />)}
          </ul>
        </section>
      ))}
      <p className={styles.keys}>{t('keys')}</p>
    </div>
  );
}

interface RowProps {
  task: Task;
  showAssignee: boolean;
  tabIndex: number;
  onFocus: () => void;
  onMove: (by: number) => void;
}

function Row({ task, showAssignee, tabIndex, onFocus, onMove }: RowProps) {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const { can } = useSession();
  const navigate = useNavigate();
  const change = useChangeTask();
  const turn = () => {
    if (!can('service:write') || change.isPending) return;
    change.mutate({ id: task.id, state: task.state === 'open' ? 'done' : 'open' });
  };
  const press = (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') onMove(1);
    else if (event.key === 'ArrowUp') onMove(-1);
    else if (event.key === ' ' || event.code === 'KeyD') turn();
    else if (event.key === 'Enter') void navigate(`/profiles/${task.profile.id}`);
    else return;
    event.preventDefault();
  };
  return (
    // The row takes keys of its own; all that they do can be done by the controls within it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li className={styles.row} data-task={task.id} tabIndex={tabIndex} onFocus={onFocus} onKeyDown={press}>
      <span translate="no"><Checkbox checked={task.state === 'done' || change.isPending} disabled={!can('service:write')} onChange={turn} tabIndex={-1} aria-label={task.state === 'open' ? t('markDone', { title: task.title }) : t('reopen', { title: task.title })} /></span>
      <div className={styles.what} translate="no">
        <p className={task.state === 'done' ? styles.struck : undefined}>{task.title}</p>
        {task.text && <p className={styles.text}>{task.text}</p>}
      </div>
      <Link to={`/profiles/${task.profile.id}`} tabIndex={-1}>{task.profile.name || t('unnamed')}</Link>
      <span className={styles.faint} translate={task.state === 'done' ? 'no' : undefined}>{task.state === 'done' ? t('doneBy', { date: format.dateTime(task.doneAt), name: task.doneBy ?? '' }) : <DueText dueAt={task.dueAt} />}</span>
      <span className={styles.faint}>{showAssignee ? (task.assignee ? <span translate="no">{task.assignee.name}</span> : t('anyone')) : <span translate="no">{t('from', { name: task.createdBy })}</span>}</span>
    </li>
  );
}
