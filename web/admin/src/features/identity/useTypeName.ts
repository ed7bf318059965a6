import { useTranslation } from 'react-i18next';

/** The word for a type of identifiers; one of a company's own is shown as it is called. */
export function useTypeName(): (type: string) => string {
  const { t, i18n } = useTranslation('identity');
  return (type) => (i18n.exists(`types.${type}`, { ns: 'identity' }) ? t(`types.${type}`) : type);
}
