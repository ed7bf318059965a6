import { useTranslation } from 'react-i18next';
import { StateMark } from '@/components/StateMark';
import { useFormat } from '@/lib/format/useFormat';
import { isActive, type Import } from './api';

/** Where an import stands; with how far it is while the server works on it. */
export function State({ of }: { of: Import }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const tone = of.state === 'done' ? 'good' : of.state === 'failed' ? 'bad' : isActive(of) ? 'busy' : 'calm';
  const checked = of.state === 'ready' && of.dryRun !== null;
  return (
    <StateMark tone={tone}>
      {checked ? t('state.checked') : t(`state.${of.state}`)}
      {isActive(of) && of.progress.percent !== null && of.state !== 'queued' && <b>{format.percent(Math.floor(of.progress.percent) / 100)}</b>}
    </StateMark>
  );
}
