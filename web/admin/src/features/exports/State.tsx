import { useTranslation } from 'react-i18next';
import { StateMark, type StateTone } from '@/components/StateMark';
import { useFormat } from '@/lib/format/useFormat';
import type { Export } from './api';

const tones: Record<Export['state'], StateTone> = { queued: 'busy', running: 'busy', done: 'good', failed: 'bad', cancelled: 'calm' };

/** Where an export stands; with how far it is while it is written. */
export function State({ of }: { of: Export }) {
  const { t } = useTranslation('exports');
  const format = useFormat();
  return <StateMark tone={tones[of.state]}>{t(`state.${of.state}`)}{of.state === 'running' && of.total !== null && of.total > 0 && <b>{format.percent(Math.floor((100 * of.rows) / of.total) / 100)}</b>}</StateMark>;
}
