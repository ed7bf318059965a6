import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat, localeOf } from './format';

/** Formats in the language that the reader has chosen. */
export function useFormat() {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(localeOf(i18n.language)), [i18n.language]);
}
