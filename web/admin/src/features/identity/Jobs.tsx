import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Allowed } from '@/components/Allowed';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { jobsQuery, steer, type Job } from './api';
import styles from './identity.module.css';

/** The application of changed rules: how far it is, to be paused and resumed; and those before it. */
export function Jobs() {
  const { t } = useTranslation('identity');
  const { data: jobs = [] } = useQuery(jobsQuery);
  const [latest, ...earlier] = jobs;
  if (!latest) return null;
  return (
    <Panel title={t(`job.state.${latest.state}`)} text={<>{t('job.asked')} <RelativeTime at={latest.startedAt} /></>} actions={<Steering job={latest} />}>
      <Current job={latest} />
      {earlier.length > 0 && (
        <details className={styles.earlier}>
          <summary>{t('job.earlier', { count: earlier.length })}</summary>
          <ul>{earlier.map((job) => <li key={job.id}><RelativeTime at={job.startedAt} /> · <Outcome job={job} /></li>)}</ul>
        </details>
      )}
    </Panel>
  );
}

function Current({ job }: { job: Job }) {
  const { t } = useTranslation('identity');
  const format = useFormat();
  return (
    <>
      {job.state !== 'done' && <Progress percent={job.groupsTotal ? Math.floor((100 * job.groupsDone) / job.groupsTotal) : 0} status={job.state === 'running' ? 'active' : 'normal'} aria-label={t('job.progress')} />}
      <p className={styles.help} role="status">
        {job.state !== 'done' && <>{job.groupsTotal === null ? t('job.counting') : t('job.doneOf', { done: format.number(job.groupsDone), all: format.number(job.groupsTotal) })} · </>}
        <Outcome job={job} />
      </p>
      {job.error && <Alert type="error" showIcon title={t('job.stopped')} description={<span lang="en">{job.error}</span>} />}
    </>
  );
}

function Outcome({ job }: { job: Job }) {
  const { t } = useTranslation('identity');
  const format = useFormat();
  return <>{t('job.merged', { count: job.profilesMerged, text: format.number(job.profilesMerged) })}, {t('job.added', { count: job.profilesAdded, text: format.number(job.profilesAdded) })}</>;
}

function Steering({ job }: { job: Job }) {
  const { t } = useTranslation('identity');
  const queries = useQueryClient();
  const { failed } = useTold();
  const move = useMutation({ mutationFn: (verb: 'pause' | 'resume') => steer(job.id, verb), onError: failed, onSettled: () => queries.invalidateQueries({ queryKey: jobsQuery.queryKey }) });
  if (job.state === 'done') return null;
  const verb = job.state === 'running' ? 'pause' : 'resume';
  return <Allowed scope="identity:write"><Button loading={move.isPending} onClick={() => move.mutate(verb)}>{t(`job.${verb}`)}</Button></Allowed>;
}
