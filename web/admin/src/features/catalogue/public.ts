import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/lib/session';
import { traitsQuery } from './api';

export { traitsQuery } from './api';

/** Labels of traits in the reader's language; null for a trait that nobody named. */
export function useTraitLabels(): (name: string, kind?: 'person' | 'account') => string | null {
  const { i18n } = useTranslation();
  const { can } = useSession();
  const { data } = useQuery({ ...traitsQuery, enabled: can('catalogue:read') });
  return (name, kind = 'person') => data?.find((trait) => trait.kind === kind && trait.name === name)?.label[i18n.language] ?? null;
}
