import { useTranslation } from 'react-i18next';
import { dateFormat } from '@/lib/format/format';
import { useFormat } from '@/lib/format/useFormat';
import { useNow } from '@/lib/format/useNow';
import { groupOf } from './due';
import styles from './tasks.module.css';

/** When a task is due; what is late stands out by words and colour. */
export function DueText({ dueAt }: { dueAt: string | null }) {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const now = useNow();
  if (dueAt === null) return <>{t('noDue')}</>;
  const group = groupOf(dueAt, now);
  const time = dateFormat(format.locale, { timeStyle: 'short' }).format(new Date(dueAt));
  const text = group === 'today' ? t('todayAt', { time }) : group === 'tomorrow' ? t('tomorrowAt', { time }) : format.dateTime(dueAt);
  return <time dateTime={dueAt} className={group === 'overdue' ? styles.late : undefined}>{group === 'overdue' ? t('lateSince', { date: format.dateTime(dueAt) }) : text}</time>;
}
