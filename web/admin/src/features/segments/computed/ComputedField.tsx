import { AutoComplete } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../builder/builder.module.css';
import { builtIn, useComputedLabels } from './labels';

/** A computed trait by its label; `children` gets its type. */
export function ComputedField({ value, onChange, children }: { value: string; onChange: (key: string, type: string) => void; children: (type: string) => ReactNode }) {
  const { t } = useTranslation('segments');
  const label = useComputedLabels();
  return (
    <>
      <AutoComplete aria-label={t('field.computed')} placeholder={t('field.computed')} value={value} onChange={(key: string) => onChange(key ?? '', 'mixed')} status={value === '' ? 'warning' : undefined} className={styles.named} popupMatchSelectWidth={false}
        options={builtIn.map((key) => ({ value: key, label: label(key) }))} />
      {children('mixed')}
    </>
  );
}
