import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTraitLabels } from '@/features/catalogue/public';

/** A code of the server as a key of words: "same house, other flat" is `same_house_other_flat`. */
const keyOf = (code: string) => code.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '');

/** Words for what the model speaks of. What it has no words for, such as a column of one's own, is shown as it is called. */
export function useWords() {
  const { t, i18n } = useTranslation('matching');
  const traitLabel = useTraitLabels();
  return useMemo(() => {
    const known = (group: string, code: string) => {
      const key = `${group}.${keyOf(code)}`;
      return i18n.exists(`matching:${key}`) ? t(key) : null;
    };
    /** A field may be several columns: "phone, mobile". */
    const field = (name: string) => known('fields', name) ?? traitLabel(name) ?? name.split(', ').map((part) => known('fields', part) ?? traitLabel(part) ?? part).join(', ');
    return {
      field,
      level: (name: string) => known('levels', name) ?? name,
      role: (name: string) => known('roles', name) ?? name,
      reason: (code: string) => known('refusals', code) ?? code,
      stage: (code: string) => known('stages', code) ?? code,
      /** A rule names keys: "surname + birth year". */
      rule: (name: string) => name.split(' + ').map((part) => {
        const [own, ...rest] = part.split(', ');
        return known('keys', part) ?? (rest.join() === 'first letters' ? t('keys.first_letters', { field: field(own!) }) : field(part));
      }).join(' + '),
      pattern: (fields: readonly { name: string; level: string | null }[]) => fields.filter((one): one is { name: string; level: string } => one.level !== null && one.level !== 'missing' && one.level !== 'told by another field')
        .map(({ name, level }) => ({ name, field: field(name), level: known('levels', level) ?? level, agrees: level !== 'different' })),
    };
  }, [t, i18n, traitLabel]);
}
