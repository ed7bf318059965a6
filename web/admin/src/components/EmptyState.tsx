import type { ReactNode } from 'react';
import styles from './components.module.css';

interface EmptyStateProps {
  title: string;
  /** Why there is nothing, and what would change that. */
  text?: ReactNode;
  action?: ReactNode;
  /** Within a part of a screen. */
  compact?: boolean;
}

/** What stands where there is nothing to show. */
export function EmptyState({ title, text, action, compact }: EmptyStateProps) {
  return (
    <div className={`${styles.state} ${compact ? styles.compact : ''}`}>
      <svg className={styles.mark} viewBox="0 0 64 48" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        <path d="M6 14a3 3 0 0 1 3-3h13l4 5h29a3 3 0 0 1 3 3v20a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3z" />
        <path d="M14 11V7h36v9M18 25h20M18 32h12" strokeLinecap="round" opacity="0.6" />
      </svg>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {action && <div className={styles.doing}>{action}</div>}
    </div>
  );
}
