import { useTranslation } from 'react-i18next';

/** The word for a source's kind; a kind that this UI does not know is shown as it is. */
export function useKindName(): (kind: string) => string {
  // Other features show kinds too, and do not wait for these words.
  const { t, i18n } = useTranslation('sources', { useSuspense: false });
  return (kind) => (i18n.exists(`kinds.${kind}.name`, { ns: 'sources' }) ? t(`kinds.${kind}.name`) : kind);
}
