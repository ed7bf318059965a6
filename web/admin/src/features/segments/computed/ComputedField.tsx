import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NameChoice } from '../builder/NameChoice';
import { builtIn, useComputedLabels } from './labels';

/** A computed trait by its label; `children` gets its type. */
export function ComputedField({ value, onChange, children }: { value: string; onChange: (key: string, type: string) => void; children: (type: string) => ReactNode }) {
  const { t } = useTranslation('segments');
  const label = useComputedLabels();
  return (
    <>
      <NameChoice label={t('field.computed')} value={value} onChange={(key) => onChange(key, 'mixed')} options={builtIn.map((key) => ({ value: key, label: label(key) }))} nameOf={label} />
      {children('mixed')}
    </>
  );
}
