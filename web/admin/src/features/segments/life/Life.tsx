import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Allowed } from '@/components/Allowed';
import { Figures } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import type { Segment } from '../api';
import styles from '../segments.module.css';
import { useAudit } from './api';

/** A segment that knows less than so many seconds of events too few is up to date to a reader. */
export const freshSeconds = 5;

/** How large a segment is, who came and went, and how fresh that is. */
export function Life({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const { done, failed } = useTold();
  const audit = useAudit(segment.key);
  const isFresh = segment.state === 'live' && segment.lagSeconds < freshSeconds;
  const check = () => audit.mutate(undefined, { onSuccess: ({ differences }) => done(differences === 0 ? t('life.checkedSame') : t('life.checked', { count: differences })), onError: failed });
  return (
    <>
      <Figures items={[
        { label: t('life.size'), value: segment.state === 'filling' ? '…' : format.number(segment.size), note: segment.evaluatedAt && <RelativeTime at={segment.evaluatedAt} /> },
        { label: t('life.entered'), value: `+${format.number(segment.entered24h)}`, note: t('life.day') },
        { label: t('life.exited'), value: `−${format.number(segment.exited24h)}`, note: t('life.day') },
        { label: t('life.state'), value: t(`life.${isFresh ? 'fresh' : segment.state === 'live' ? 'behind' : segment.state}`), tone: isFresh ? 'good' : segment.state === 'failed' ? 'bad' : 'warn', note: segment.state === 'live' && !isFresh ? t('life.lag', { text: format.duration(segment.lagSeconds) }) : undefined },
        { label: t('life.check'), value: segment.lastAudit ? (segment.lastAudit.differences === 0 ? t('life.same') : t('life.differences', { count: segment.lastAudit.differences })) : '–', tone: segment.lastAudit && segment.lastAudit.differences > 0 ? 'warn' : undefined,
          note: <>{segment.lastAudit && <RelativeTime at={segment.lastAudit.at} />} <Allowed scope="segments:write"><Button type="link" size="small" loading={audit.isPending} onClick={check} className={styles.inline}>{t('life.checkNow')}</Button></Allowed></> },
      ]} />
      {segment.error && <p className={styles.verdict} data-holds="false" role="alert" lang="en">{segment.error}</p>}
    </>
  );
}
