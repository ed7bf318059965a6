import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** What a type of identifiers is called; one of a company's own is shown as it is. */
export function useIdentifierTypes(): (type: string) => string {
  const { t, i18n } = useTranslation('app');
  return useCallback((type: string) => (i18n.exists(`app:identifierTypes.${type}`) ? t(`identifierTypes.${type}`) : type), [t, i18n]);
}
