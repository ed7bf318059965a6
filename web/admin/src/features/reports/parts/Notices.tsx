import { ReloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '@/components/RelativeTime';
import { useFormat } from '@/lib/format/useFormat';
import type { Common } from '../types';
import styles from '../reports.module.css';

/** As of when the numbers are true, and what is not in them. */
export function Notices({ answer, onFresh }: { answer: Common; onFresh: () => void }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const day = (value: string) => format.date(`${value}T12:00:00`);
  const others = answer.otherCurrencies ?? [];
  return (
    <div className={styles.notices}>
      {!answer.isComplete && <Alert type="warning" showIcon title={t('notice.incomplete')} description={t('notice.incompleteText')} />}
      {others.length > 0 && <Alert type="info" showIcon title={t('notice.currencies', { list: format.list(others.map((one) => t('notice.currency', { currency: one.currency || t('notice.noCurrency'), count: one.orders, text: format.number(one.orders) }))) })} description={t('notice.currenciesText')} />}
      <p className={styles.asOf}>
        <span>{answer.from && answer.to && t('notice.days', { from: day(answer.from), to: day(answer.to) })} {t('notice.asOf', { position: format.number(answer.asOf) })} <RelativeTime at={answer.at} /> {t('notice.elapsed', { text: format.duration(Math.max(0.1, Math.round(answer.elapsedMs / 100) / 10)) })}</span>
        <Button type="text" size="small" icon={<ReloadOutlined />} onClick={onFresh}>{t('notice.again')}</Button>
      </p>
    </div>
  );
}
