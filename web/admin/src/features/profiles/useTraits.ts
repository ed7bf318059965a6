import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/lib/format/useFormat';
import { knownMeanings, meaningOf } from './logic/names';
import { traitText } from './logic/traitText';
import { useCatalogue } from './queries';
import type { ProfileKind, Trait } from './types';

// What people look for first; the rest follows by label.
const first = ['lastName', 'firstName', 'middleName', 'name', 'company', 'title', 'phone', 'email', 'birthday', 'age', 'gender', 'city', 'address'];

/** Traits in the reader's words: labels of the catalogue, else our own for usual names, else the name as it is; and values as people read them. */
export function useTraits(kind?: ProfileKind) {
  const { t, i18n } = useTranslation('profiles');
  const format = useFormat();
  const data = useCatalogue();
  return useMemo(() => {
    const list = (data ?? []).filter((trait) => !kind || trait.kind === kind);
    const byName = new Map<string, Trait>(list.map((trait) => [trait.name, trait]));
    const label = (name: string) => {
      const own = byName.get(name)?.label[i18n.language];
      if (own) return own;
      const meaning = kind === 'account' && meaningOf(name) === 'name' ? 'accountName' : meaningOf(name);
      return meaning === 'accountName' || knownMeanings.has(meaning) ? t(`traitNames.${meaning}`) : name;
    };
    const words = { yes: t('values.yes'), no: t('values.no'), gender: (which: 'female' | 'male') => (which === 'female' ? t('values.female') : t('values.male')) };
    const rank = (name: string) => {
      const at = first.indexOf(meaningOf(name));
      return at < 0 ? first.length : at;
    };
    return {
      list, label,
      find: (name: string) => byName.get(name),
      text: (name: string, value: unknown) => traitText(name, value, format, words),
      order: (a: string, b: string) => rank(a) - rank(b) || label(a).localeCompare(label(b), i18n.language),
    };
  }, [data, kind, t, i18n.language, format]);
}
