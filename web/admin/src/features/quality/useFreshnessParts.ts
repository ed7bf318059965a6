import { useTranslation } from 'react-i18next';
import type { SourceQuality } from './public';

/** Records by how long ago they changed, the freshest first. */
export function useFreshnessParts(): (of: SourceQuality) => { name: string; value: number }[] {
  const { t } = useTranslation('quality');
  return ({ updatedWithin }) => (['d1', 'd7', 'd30', 'd365', 'older'] as const).map((span) => ({ name: t(`span.${span}`), value: updatedWithin[span] }));
}
