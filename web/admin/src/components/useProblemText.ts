import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/lib/api/problem';

/**
 * Turns an error into words: a title in the reader's language by the kind of problem (`problems.*` of src/locales), and the server's detail,
 * which is English and says more than a kind can.
 */
export function useProblemText() {
  const { t, i18n } = useTranslation();
  return useCallback((error: unknown): { title: string; detail: string } => {
    if (!(error instanceof ProblemError)) return { title: t('problems.unexpected'), detail: '' };
    const key = `problems.${error.kind}`;
    const known = i18n.exists(key);
    const seconds = error.retryAfterSeconds ?? 0;
    const title = known ? t(key, { seconds, count: Math.max(1, Math.ceil(seconds / 60)) }) : t(error.kind.endsWith('-not-found') ? 'problems.not-found' : 'problems.unexpected');
    return { title, detail: known && error.status === 401 ? '' : error.detail };
  }, [t, i18n]);
}
