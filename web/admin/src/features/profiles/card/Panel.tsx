import { useId, type ReactNode } from 'react';
import styles from './card.module.css';

/** A part of the card with its head. */
export function Panel({ title, count, actions, children }: { title: string; count?: number; actions?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <div className={styles.panelHead}>
        <h2 id={id}>{title}{count !== undefined && count > 0 && <span className={styles.count}>{count}</span>}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
