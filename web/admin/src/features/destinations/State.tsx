import { useTranslation } from 'react-i18next';
import { StateMark, type StateTone } from '@/components/StateMark';
import type { Destination } from './api';

/** How sending goes: what waits for a destination that takes all is on its way. */
export function stateOf({ state, waiting }: Destination): { word: string; tone: StateTone } {
  switch (state) {
    case 'off': return { word: 'off', tone: 'calm' };
    case 'open': return { word: 'open', tone: 'bad' };
    case 'waiting': return { word: 'retrying', tone: 'warn' };
    case 'ok': return waiting > 0 ? { word: 'sending', tone: 'busy' } : { word: 'ok', tone: 'good' };
  }
}

export function State({ of }: { of: Destination }) {
  const { t } = useTranslation('destinations');
  const { word, tone } = stateOf(of);
  return <StateMark tone={tone}>{t(`state.${word}`)}</StateMark>;
}
