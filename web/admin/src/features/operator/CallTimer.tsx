import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from './caller';
import styles from './operator.module.css';

/** How long the call lasts already. */
export function CallTimer({ startedAt }: { startedAt: number }) {
  const { t } = useTranslation('operator');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <span role="timer" className={styles.timer} aria-label={t('timer')}>{clock(Math.max(0, now - startedAt) / 1_000)}</span>;
}
