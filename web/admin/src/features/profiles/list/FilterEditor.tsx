import { Button, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayFormat } from '@/lib/format/picker';
import { isWhole, waysOf, type Filter } from '../logic/filters';
import type { ProfileKind } from '../types';
import { useTraits } from '../useTraits';
import styles from './list.module.css';

interface FilterEditorProps {
  filter?: Filter;
  kind: ProfileKind | null;
  onApply: (filter: Filter) => void;
}

/** Asks by which trait and how to filter, with inputs that fit the trait's type. */
export function FilterEditor({ filter: given, kind, onApply }: FilterEditorProps) {
  const { t } = useTranslation('profiles');
  const traits = useTraits(kind ?? undefined);
  const [filter, setFilter] = useState<Filter | null>(given ?? null);
  const byName = new Map(traits.list.filter(({ type }) => waysOf(type).length > 0).map((trait) => [trait.name, trait]));
  const type = (filter && traits.find(filter.trait)?.type) ?? 'string';
  const choose = (trait: string) => setFilter({ trait, how: waysOf(byName.get(trait)?.type ?? 'string')[0]! });
  return (
    <form className={styles.editor} onSubmit={(event) => {
      event.preventDefault();
      if (filter && isWhole(filter)) onApply(filter);
    }}>
      <Select autoFocus={!given} showSearch={{ optionFilterProp: 'label' }} value={filter?.trait} onChange={choose} placeholder={t('filters.trait')} aria-label={t('filters.trait')}
        options={[...byName.keys()].sort(traits.order).map((name) => ({ value: name, label: traits.label(name) }))} />
      {filter && (
        <>
          <Select value={filter.how} onChange={(how) => setFilter({ trait: filter.trait, how, value: filter.value })} aria-label={t('filters.how')} options={waysOf(type).map((how) => ({ value: how, label: t(`filters.how_${how}`) }))} />
          <Values filter={filter} type={type} onChange={setFilter} />
        </>
      )}
      <Button type="primary" htmlType="submit" disabled={!filter || !isWhole(filter)}>{t('filters.apply')}</Button>
    </form>
  );
}

function Values({ filter, type, onChange }: { filter: Filter; type: string; onChange: (filter: Filter) => void }) {
  const { t } = useTranslation('profiles');
  if (filter.how === 'known' || filter.how === 'unknown') return null;
  if (filter.how === 'span') {
    return (
      <span className={styles.span}>
        <Value type={type} value={filter.from} label={t('filters.from')} autoFocus onChange={(from) => onChange({ ...filter, from })} />
        <Value type={type} value={filter.to} label={t('filters.to')} onChange={(to) => onChange({ ...filter, to })} />
      </span>
    );
  }
  return <Value type={type} value={filter.value} label={t('filters.value')} autoFocus onChange={(value) => onChange({ ...filter, value })} />;
}

interface ValueProps {
  type: string;
  value: string | undefined;
  label: string;
  autoFocus?: boolean;
  onChange: (value: string | undefined) => void;
}

function Value({ type, value, label, autoFocus, onChange }: ValueProps) {
  const { t, i18n } = useTranslation('profiles');
  const common = { 'aria-label': label, placeholder: label, autoFocus, style: { width: '100%' } };
  switch (type) {
    case 'number': return <InputNumber {...common} stringMode value={value ?? null} onChange={(next) => onChange(next === null ? undefined : String(next))} />;
    case 'date': return <DatePicker {...common} value={value ? dayjs(value) : null} format={dayFormat(i18n.language)} onChange={(next) => onChange(next?.format('YYYY-MM-DD'))} />;
    case 'boolean': return <Select {...common} value={value} onChange={onChange} options={[{ value: 'true', label: t('values.yes') }, { value: 'false', label: t('values.no') }]} />;
    default: return <Input {...common} value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)} maxLength={200} />;
  }
}
