import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/lib/api/problem';
import { useProblemText } from './useProblemText';
import styles from './components.module.css';

/** What went wrong, in the reader's words and the server's, and a way to try again. */
export function ErrorState({ error, onRetry, compact }: { error: unknown; onRetry?: () => void; compact?: boolean }) {
  const { t } = useTranslation();
  const { title, detail } = useProblemText()(error);
  return (
    <div className={`${styles.state} ${compact ? styles.compact : ''}`} role="alert">
      <h2>{title}</h2>
      {detail && <p lang="en">{detail}</p>}
      {error instanceof ProblemError && error.traceId && <p className={styles.trace}>{t('error.trace')} <code>{error.traceId}</code></p>}
      {onRetry && <div className={styles.doing}><Button onClick={onRetry}>{t('error.retry')}</Button></div>}
    </div>
  );
}
