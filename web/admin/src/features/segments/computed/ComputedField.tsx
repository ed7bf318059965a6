import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NameChoice } from '../builder/NameChoice';
import { computedQuery } from './api';
import { useComputedLabels } from './labels';

/** The type of the catalogue that a computed trait's type is like. */
const catalogueTypes: Record<string, string> = { number: 'number', text: 'string', time: 'date', boolean: 'boolean' };

/** A computed trait by its label; `children` gets its type. */
export function ComputedField({ value, onChange, children }: { value: string; onChange: (key: string, type: string) => void; children: (type: string) => ReactNode }) {
  const { t } = useTranslation('segments');
  const label = useComputedLabels();
  const { data } = useQuery(computedQuery);
  const typeOf = (key: string) => catalogueTypes[data?.find((one) => one.key === key)?.type ?? ''] ?? 'mixed';
  return (
    <>
      <NameChoice label={t('field.computed')} value={value} onChange={(key) => onChange(key, typeOf(key))} options={(data ?? []).map(({ key }) => ({ value: key, label: label(key) }))} nameOf={label} />
      {children(typeOf(value))}
    </>
  );
}
