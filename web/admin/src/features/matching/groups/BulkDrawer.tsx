import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Input, Progress, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ErrorState';
import { Bones } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import { decideMany } from '../api';
import type { PairFilter } from '../logic/filter';
import { matchingKey } from '../public';
import styles from '../matching.module.css';
import { PairRows } from '../PairRows';
import { Pattern } from '../Pattern';
import type { PatternGroup, Verdict } from '../types';
import { useBulk } from './useBulk';

export interface Bulk {
  filter: PairFilter;
  /** What the pairs have in common; null when they are all of a filter. */
  fields: PatternGroup['fields'] | null;
}

/** Looks at what a decision over many pairs would do, then makes it, page by page. */
export function BulkDrawer({ bulk, onClose }: { bulk: Bulk | null; onClose: () => void }) {
  const { t } = useTranslation('matching');
  return <Drawer open={bulk !== null} onClose={onClose} title={t('bulk.title')} size={720} destroyOnHidden>{bulk && <Deciding bulk={bulk} onClose={onClose} />}</Drawer>;
}

function Deciding({ bulk: { filter, fields }, onClose }: { bulk: Bulk; onClose: () => void }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const [verdict, setVerdict] = useState<Verdict>('same');
  const [reason, setReason] = useState('');
  const task = useBulk(filter);
  const preview = useQuery({
    queryKey: [...matchingKey, 'bulk', filter, verdict],
    queryFn: ({ signal }) => decideMany(filter, verdict, true, null, signal),
    gcTime: 0, staleTime: Infinity, enabled: task.state === 'idle',
  });
  const count = preview.data?.count ?? 0;
  if (task.state !== 'idle') {
    const { decided, refused: turned, total } = task.progress;
    return (
      <div className={styles.bulk}>
        {fields && <Pattern fields={fields} />}
        <Progress percent={total > 0 ? Math.floor((100 * (decided + turned)) / total) : 0} status={task.state === 'running' ? 'active' : 'normal'} aria-label={t('bulk.progress')} />
        <p role="status">{t('bulk.doneOf', { done: format.number(decided + turned), all: format.number(total) })}</p>
        {task.state === 'running' ? <Button onClick={task.stop}>{t('bulk.stop')}</Button> : (
          <>
            <Alert showIcon type={turned > 0 || task.state === 'stopped' ? 'warning' : 'success'} title={t(`bulk.done.${task.verdict}`, { count: decided, text: format.number(decided) })}
              description={<>{task.state === 'stopped' && <p>{t('bulk.stopped')}</p>}{turned > 0 && <p>{t('bulk.refused', { count: turned, text: format.number(turned) })}. {t('bulk.refusedText')}</p>}</>} />
            <Button onClick={onClose}>{t('bulk.close')}</Button>
          </>
        )}
      </div>
    );
  }
  return (
    <div className={styles.bulk}>
      {fields ? <Pattern fields={fields} /> : <p>{t('bulk.all')}</p>}
      <Segmented block value={verdict} onChange={setVerdict} aria-label={t('acts.label')} options={(['same', 'different', 'later'] as const).map((one) => ({ value: one, label: t(`acts.${one}`) }))} />
      <p className={styles.soft}>{t(`bulk.means.${verdict}`)}</p>
      {preview.error ? <ErrorState compact error={preview.error} onRetry={() => void preview.refetch()} /> : !preview.data ? <Bones lines={6} /> : (
        <>
          <h3>{t('bulk.samples')}</h3>
          <PairRows label={t('bulk.samples')} pairs={preview.data.samples} plain={fields !== null} />
          <div className={styles.bulkFoot}>
            <label className={styles.field}>{t('bulk.reason')}<Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} placeholder={t('bulk.reasonExample')} /></label>
            <div><Button type="primary" disabled={count === 0} onClick={() => task.start(verdict, reason.trim() || null, count)}>{t(`bulk.do.${verdict}`, { count, text: format.number(count) })}</Button></div>
          </div>
        </>
      )}
    </div>
  );
}
