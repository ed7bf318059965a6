import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '@/lib/format/useNow';
import styles from './sources.module.css';

const dayMs = 86_400_000;

/** How alive a source is: a day, a week, or longer without input. */
function freshnessOf(at: string | null | undefined, now: number): 'none' | 'fresh' | 'ageing' | 'stale' {
  if (!at) return 'none';
  const age = now - Date.parse(at);
  return age < dayMs ? 'fresh' : age < 7 * dayMs ? 'ageing' : 'stale';
}

/** When a source was heard of last, with a mark that says whether that is recent. */
export function Freshness({ at, enabled, children }: { at: string | null | undefined; enabled: boolean; children: ReactNode }) {
  const { t } = useTranslation('sources');
  const state = freshnessOf(at, useNow());
  if (state === 'none') return <span className={styles.faint}>{t('fresh.never')}</span>;
  return <span className={styles.fresh} data-state={enabled ? state : 'off'}><i aria-hidden="true" />{children}</span>;
}
