import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '@/components/useConfirm';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { useIdentifierTypes } from '@/lib/useIdentifierTypes';
import { apply, dryRun, jobsQuery, rulesQuery, type Rules } from './api';
import { changeLines, changeOf, type ChangeLine } from './changes';
import { DryRunPanel } from './DryRunPanel';
import styles from './identity.module.css';

/** What is changed and not applied yet: try it, see what it would do, apply it. Only what was tried can be applied. */
export function ChangeBar({ before, draft, onReset }: { before: Rules; draft: Rules; onReset: () => void }) {
  const { t } = useTranslation('identity');
  const format = useFormat();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const { done } = useTold();
  const problem = useProblemText();
  const busy = useQuery(jobsQuery).data?.some((job) => job.state !== 'done') ?? false;
  const change = changeOf(before, draft);
  const lines = changeLines(before, draft);
  const trial = useMutation({ mutationFn: async (wanted: { change: typeof change; key: string }) => ({ result: await dryRun(wanted.change), key: wanted.key }) });
  const key = JSON.stringify(change);
  const result = trial.data?.key === key ? trial.data.result : null;
  if (lines.length === 0) return null;

  const start = () => confirm({
    title: t('apply.title'), verb: t('apply.verb'),
    consequences: [
      t('apply.new'),
      t('apply.merged', { count: result?.profilesMerged ?? 0, text: format.number(result?.profilesMerged ?? 0) }),
      t('apply.split', { count: result?.profilesSplit ?? 0, text: format.number(result?.profilesSplit ?? 0) }),
      t('apply.pause'),
    ],
    action: async () => {
      await apply(change);
      done(t('apply.begun'));
      void queries.invalidateQueries({ queryKey: jobsQuery.queryKey });
      await queries.invalidateQueries({ queryKey: rulesQuery.queryKey });
    },
  });
  return (
    <section className={styles.bar} aria-label={t('bar.title')}>
      <div className={styles.barHead}>
        <div>
          <b>{t('bar.changed', { count: lines.length })}</b>
          <ul>{lines.map((line) => <li key={JSON.stringify(line)}><LineText line={line} /></li>)}</ul>
        </div>
        <div className={styles.buttons}>
          <Button onClick={onReset}>{t('bar.reset')}</Button>
          <Button type={result ? 'default' : 'primary'} loading={trial.isPending} onClick={() => trial.mutate({ change, key })}>{t('bar.try')}</Button>
          <Button type={result ? 'primary' : 'default'} disabled={!result || busy} onClick={start} title={busy ? t('bar.busy') : result ? undefined : t('bar.tryFirst')}>{t('bar.apply')}</Button>
        </div>
      </div>
      {trial.error && <Alert type="error" showIcon title={problem(trial.error).title} description={<span lang="en">{problem(trial.error).detail}</span>} />}
      {result && <DryRunPanel result={result} />}
    </section>
  );
}

function LineText({ line }: { line: ChangeLine }) {
  const { t } = useTranslation('identity');
  const typeName = useIdentifierTypes();
  if (line.kind === 'cap') return <>{t('line.cap', { from: line.from, to: line.to })}</>;
  const name = typeName(line.name);
  switch (line.kind) {
    case 'priority': return <>{t('line.priority', { name, from: line.from, to: line.to })}</>;
    case 'limit': return <>{t('line.limit', { name, from: line.from, to: line.to })}</>;
    case 'blocked': case 'unblocked': case 'sharedValue': case 'notSharedValue': return <>{t(`line.${line.kind}`, { name, value: line.value })}</>;
    default: return <>{t(`line.${line.kind}`, { name })}</>;
  }
}
