import { useTranslation } from 'react-i18next';
import { useTraitLabels } from '@/features/catalogue/public';

/** Words for the fields that a column can go to: our own for those with a meaning, the catalogue's for traits. */
export function useFieldName(): (field: string) => string {
  const { t, i18n } = useTranslation('imports');
  const label = useTraitLabels();
  return (field) => {
    // Keys of words are parted by dots, and so are fields.
    const key = `field.${field.replace('.', '_')}`;
    return i18n.exists(key, { ns: 'imports' }) ? t(key) : (label(field) ?? field);
  };
}

/** Words for why a row was refused. */
export function useRefusalName(): (code: string) => string {
  const { t, i18n } = useTranslation('imports');
  return (code) => (i18n.exists(`refusal.${code}`, { ns: 'imports' }) ? t(`refusal.${code}`) : code);
}
