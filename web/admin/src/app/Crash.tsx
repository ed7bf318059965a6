import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { ProblemError } from '@/lib/api/problem';

/** What is shown when a screen failed: the server's refusal, or that it is our fault. */
export function Crash() {
  const { t } = useTranslation();
  const error = useRouteError();
  const reload = () => globalThis.location.reload();
  if (error instanceof ProblemError) return <ErrorState error={error} onRetry={reload} />;
  return <EmptyState title={t('crash.title')} text={t('crash.text')} action={<Button onClick={reload}>{t('crash.reload')}</Button>} />;
}
