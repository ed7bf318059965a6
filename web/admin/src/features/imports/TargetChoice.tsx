import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/lib/session';
import { traitsQuery } from '@/features/catalogue/public';
import type { ImportKind } from './api';
import styles from './imports.module.css';
import { fields, nameFault } from './mapping';
import { useFieldName } from './useNames';

interface TargetChoiceProps {
  kind: ImportKind;
  label: string;
  /** Empty for a column that is not taken in. */
  value: string;
  fault: boolean;
  disabled: boolean;
  onChange: (target: string) => void;
}

/** Where a column goes: an identifier, a field with a meaning, a trait of the catalogue, a name of one's own, or nowhere. */
export function TargetChoice({ kind, label, value, fault, disabled, onChange }: TargetChoiceProps) {
  const { t } = useTranslation('imports');
  const { can } = useSession();
  const fieldName = useFieldName();
  const [text, setText] = useState('');
  const { data: traits = [] } = useQuery({ ...traitsQuery, enabled: can('catalogue:read') });
  const { identifiers, others } = fields[kind];
  const known = new Set([...identifiers, ...others]);
  const catalogued = kind === 'people' ? traits.filter((trait) => trait.kind === 'person' && trait.type !== 'object' && !known.has(trait.name)).map((trait) => trait.name) : [];
  const own = text.trim();
  // What is typed is first of all a search: the word of a field must not become a trait of that name.
  const isWord = [t('map.drop'), ...[...known, ...catalogued].flatMap((field) => [field, fieldName(field)])].some((word) => word.toLowerCase() === own.toLowerCase());
  const invented = [...new Set([...(own !== '' && !isWord && nameFault(own) === null ? [own] : []), value])].filter((name) => name !== '' && !known.has(name) && !catalogued.includes(name));
  const option = (field: string) => ({ value: field, label: fieldName(field), title: field });
  return (
    <Select value={value} status={fault ? 'error' : undefined} disabled={disabled} aria-label={label} className={styles.target} popupMatchSelectWidth={300} onChange={onChange} onOpenChange={(open) => { if (!open) setText(''); }}
      showSearch={{
        onSearch: setText,
        filterOption: (wanted, one) => !!one && 'value' in one && [String(one.value), String(one.label)].some((word) => word.toLowerCase().includes(wanted.trim().toLowerCase())),
      }}
      optionRender={(one) => <span className={styles.option}><span>{one.label}</span>{one.value !== '' && one.value !== one.label && <code>{one.value}</code>}</span>}
      options={[
        { value: '', label: t('map.drop') },
        { label: t('map.identifiers'), title: '', options: identifiers.map(option) },
        { label: t('map.fields'), title: '', options: others.map(option) },
        ...(catalogued.length > 0 ? [{ label: t('map.catalogue'), title: '', options: catalogued.map(option) }] : []),
        ...(invented.length > 0 ? [{ label: t(kind === 'people' ? 'map.ownTrait' : 'map.ownProperty'), title: '', options: invented.map(option) }] : []),
      ]} />
  );
}
