import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hows, readTest, writeTest, type How, type Test } from '../logic/where';
import styles from '../reports.module.css';

interface WhereFieldProps {
  where: readonly unknown[];
  /** Of the step's events. */
  properties: readonly { name: string; type: string }[];
  onChange: (where: readonly unknown[]) => void;
}

/** Conditions on an event's properties, all of which hold. What has no form here is shown as it is and kept. */
export function WhereField({ where, properties, onChange }: WhereFieldProps) {
  const { t } = useTranslation('reports');
  const [adding, setAdding] = useState(where.length === 0);
  const remove = (at: number) => onChange(where.toSpliced(at, 1));
  return (
    <div className={styles.where}>
      {where.map((test, at) => {
        const known = readTest(test);
        return known
          ? <TestRow key={JSON.stringify(test)} test={known} properties={properties} onChange={(next) => onChange(where.with(at, next))} onRemove={() => remove(at)} />
          : <div key={JSON.stringify(test)} className={styles.testRow}><code>{JSON.stringify(test)}</code><Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('where.remove')} onClick={() => remove(at)} /></div>;
      })}
      {adding
        ? <TestRow key="new" test={{ property: '', how: 'equals', value: '' }} properties={properties} onChange={(next) => { setAdding(false); onChange([...where, next]); }} onRemove={() => { setAdding(false); if (where.length === 0) onChange([]); }} />
        : <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('where.add')}</Button>}
    </div>
  );
}

interface TestRowProps {
  test: Test;
  properties: readonly { name: string; type: string }[];
  onChange: (test: unknown) => void;
  onRemove: () => void;
}

/** A condition; told when it is whole. */
function TestRow({ test, properties, onChange, onRemove }: TestRowProps) {
  const { t } = useTranslation('reports');
  const [draft, setDraft] = useState(test);
  const keep = (next: Test) => {
    setDraft(next);
    const isWhole = next.property.trim() !== '' && (next.how === 'exists' || next.value.trim() !== '');
    if (isWhole && JSON.stringify(next) !== JSON.stringify(test)) onChange(writeTest(next, properties.find((property) => property.name === next.property)?.type));
  };
  return (
    <div className={styles.testRow}>
      <AutoComplete aria-label={t('where.property')} placeholder={t('where.property')} value={draft.property} onChange={(property: string) => setDraft({ ...draft, property })} onSelect={(property: string) => keep({ ...draft, property })} onBlur={() => keep(draft)} options={properties.map((property) => ({ value: property.name, label: <span translate="no">{property.name}</span> }))} />
      <Select aria-label={t('where.how')} value={draft.how} onChange={(how: How) => keep({ ...draft, how })} options={hows.map((how) => ({ value: how, label: t(`where.${how}`) }))} popupMatchSelectWidth={false} />
      {draft.how !== 'exists' && <Input aria-label={t('where.value')} placeholder={t('where.value')} value={draft.value} onChange={(event) => setDraft({ ...draft, value: event.target.value })} onBlur={() => keep(draft)} onPressEnter={() => keep(draft)} />}
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('where.remove')} onClick={onRemove} />
    </div>
  );
}
