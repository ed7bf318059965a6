import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { useFormat } from '@/lib/format/useFormat';
import { useWords } from './useWords';
import type { Population } from './types';
import { recordsNeeded } from './usePopulation';

/** Why there is nothing to review yet, and what to do. */
export function NoModel({ population: { records, learning } }: { population: Population }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const words = useWords();
  if (learning.state === 'running' || learning.state === 'queued') {
    return <EmptyState title={t('noModel.learning')} text={<>{t('noModel.learningText')}{learning.stage && <> {t('noModel.stage', { stage: words.stage(learning.stage) })}</>}</>} action={<Link to="/matching/settings">{t('noModel.toSettings')}</Link>} />;
  }
  if (records < recordsNeeded) {
    return <EmptyState title={t('noModel.few')} text={t('noModel.fewText', { count: recordsNeeded, needed: format.number(recordsNeeded), records: format.number(records) })} action={<Link to="/sources">{t('noModel.toSources')}</Link>} />;
  }
  return <EmptyState title={t('noModel.none')} text={t('noModel.noneText')} action={<Link to="/matching/settings">{t('noModel.toSettings')}</Link>} />;
}
