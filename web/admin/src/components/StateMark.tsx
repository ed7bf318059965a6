import type { ReactNode } from 'react';
import styles from './components.module.css';

export type StateTone = 'good' | 'warn' | 'bad' | 'busy' | 'calm';

/** Where something stands, in words beside a point of its colour, which beats while the server works on it. */
export function StateMark({ tone, children }: { tone: StateTone; children: ReactNode }) {
  return <span className={styles.stateMark} data-tone={tone}><i aria-hidden="true" />{children}</span>;
}
