import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { Facts, Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useConfirm } from '@/components/useConfirm';
import { useFormat } from '@/lib/format/useFormat';
import { learn } from '../api';
import styles from '../matching.module.css';
import { matchingKey } from '../public';
import type { Population } from '../types';
import { recordsNeeded } from '../usePopulation';
import { useWords } from '../useWords';

/** Stages of learning in their order. */
const stages = ['reading', 'columns', 'normalising', 'chance', 'blocking', 'learning', 'scoring', 'clustering', 'keys', 'pairs'];

/** What was learned of how many records, how far learning is, and learning anew. */
export function Learning({ population }: { population: Population }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const words = useWords();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const { learning, model, records, settings } = population;
  const busy = learning.state === 'running' || learning.state === 'queued';
  const begin = useMutation({ mutationFn: () => learn({ entity: population.entity.id, kind: population.kind }), onSuccess: () => queries.invalidateQueries({ queryKey: [...matchingKey, 'populations'] }) });
  const consequences = [t('learning.meansQueue'), t('learning.meansDecisions'), ...(settings.automatic && !settings.afterRelearning ? [t('learning.meansOff')] : [])];
  const start = () => confirm({ title: t('learning.title'), consequences, verb: t('learning.verb'), action: () => begin.mutateAsync() });
  const stage = learning.stage?.toLowerCase() ?? '';
  return (
    <Panel title={t('learning.panel')} text={t('learning.text')}
      actions={<Allowed scope="matching:write"><Button type={model ? 'default' : 'primary'} disabled={busy || records < recordsNeeded} onClick={start}>{model ? t('learning.again') : t('learning.begin')}</Button></Allowed>}>
      {busy && (
        <div role="status">
          <Progress percent={Math.round((100 * Math.max(0, stages.indexOf(stage))) / stages.length)} status="active" aria-label={t('learning.progress')} />
          <p className={styles.soft}>{learning.state === 'queued' ? t('learning.queued') : t('learning.running', { stage: words.stage(stage) })}</p>
        </div>
      )}
      {learning.state === 'failed' && <Alert type="error" showIcon title={t('learning.failed')} description={learning.error && <span lang="en">{learning.error}</span>} />}
      {settings.switchedOff && <Alert type="warning" showIcon title={t('learning.switchedOff')} />}
      {model ? (
        <Facts items={[
          { label: t('learning.version'), value: format.number(model.version) },
          { label: t('learning.at'), value: <RelativeTime at={model.learnedAt} /> },
          { label: t('learning.records'), value: format.number(model.records) },
          { label: t('learning.now'), value: t('learning.nowText', { records: format.number(records), profiles: format.number(population.profiles) }) },
        ]} />
      ) : !busy && (
        <p>{records < recordsNeeded ? <>{t('noModel.fewText', { count: recordsNeeded, needed: format.number(recordsNeeded), records: format.number(records) })} <Link to="/sources">{t('noModel.toSources')}</Link></> : t('learning.none')}</p>
      )}
    </Panel>
  );
}
