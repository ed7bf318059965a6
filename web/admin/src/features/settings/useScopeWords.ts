import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** What a scope allows, in the reader's language; of one that this version does not know, the server's description. */
export function useScopeWords() {
  const { t, i18n } = useTranslation('settings');
  return useCallback((scope: string, description = scope) => {
    const key = scope === '*' ? 'scopes.all' : `scopes.${scope.replace(':', '_')}`;
    return i18n.exists(`settings:${key}`) ? t(key) : description;
  }, [t, i18n]);
}
