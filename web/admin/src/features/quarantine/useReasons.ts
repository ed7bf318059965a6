import { useTranslation } from 'react-i18next';

/** Words for why input was refused: a title, what it means, what to do. A code that this UI does not know is shown as it is. */
export function useReasons() {
  // The live debugger shows reasons too, and does not wait for these words.
  const { t, i18n } = useTranslation('quarantine', { useSuspense: false });
  const word = (code: string, part: 'title' | 'text' | 'remedy') => {
    const key = `reasons.${code}.${part}`;
    return i18n.exists(key, { ns: 'quarantine' }) ? t(key) : null;
  };
  return {
    title: (code: string) => word(code, 'title') ?? code,
    text: (code: string) => word(code, 'text'),
    remedy: (code: string) => word(code, 'remedy'),
  };
}
