import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayFormat } from '@/lib/format/picker';
import type { Amount, TimeWindow, Unit } from '../logic/form';
import { ofDay } from '../logic/moments';
import styles from './builder.module.css';

/** Words and fields of a condition, in the order in which they are read. */
export function Line({ children }: { children: ReactNode }) {
  return <div className={styles.line}>{children}</div>;
}

/** A word between fields. */
export function Word({ children }: { children: ReactNode }) {
  return <span className={styles.word}>{children}</span>;
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** One of a few. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return <Select<T> aria-label={label} value={value} options={[...options]} onChange={onChange} popupMatchSelectWidth={false} className={styles.choice} />;
}

interface NumberFieldProps {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  isWhole?: boolean;
  min?: number;
  max?: number;
}

export function NumberField({ label, value, onChange, isWhole, min, max }: NumberFieldProps) {
  return <InputNumber<number> aria-label={label} value={value} onChange={onChange} precision={isWhole ? 0 : undefined} min={min} max={max} status={value === null ? 'warning' : undefined} className={styles.number} controls={false} inputMode={isWhole ? 'numeric' : 'decimal'} />;
}

export function TextField({ label, value, onChange, wide, optional }: { label: string; value: string; onChange: (value: string) => void; wide?: boolean; optional?: boolean }) {
  return <Input aria-label={label} placeholder={label} value={value} onChange={(event) => onChange(event.target.value)} maxLength={1_000} status={value === '' && !optional ? 'warning' : undefined} className={wide ? styles.wide : styles.text} spellCheck={false} autoComplete="off" />;
}

/** Several texts, each ended by Enter or a comma. */
export function TextsField({ label, value, onChange }: { label: string; value: string[]; onChange: (value: string[]) => void }) {
  return (
    <Select<string[]> mode="tags" aria-label={label} placeholder={label} value={value} onChange={(next) => onChange(next.map((one) => one.trim()).filter((one) => one !== ''))} tokenSeparators={[',', ';', '\n']} open={false} suffixIcon={null} labelRender={({ value: one }) => <span translate="no">{one}</span>}
      status={value.length === 0 ? 'warning' : undefined} className={styles.tags} />
  );
}

export function NumbersField({ label, value, onChange }: { label: string; value: number[]; onChange: (value: number[]) => void }) {
  const read = (texts: string[]) => texts.map((text) => Number(text.replace(/\s/g, '').replace(',', '.'))).filter((one) => Number.isFinite(one));
  return (
    <Select<string[]> mode="tags" aria-label={label} placeholder={label} value={value.map(String)} onChange={(next) => onChange(read(next))} tokenSeparators={[';', ' ']} open={false} suffixIcon={null} labelRender={({ value: one }) => <span translate="no">{one}</span>}
      status={value.length === 0 ? 'warning' : undefined} className={styles.tags} />
  );
}

/** A day, or a moment when the rule has one. */
export function MomentField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const { i18n } = useTranslation('segments');
  const hasTime = value !== '' && ofDay(value) === null;
  const format = dayFormat(i18n.language) + (hasTime ? ' HH:mm' : '');
  return (
    <DatePicker aria-label={label} placeholder={label} value={value === '' ? null : dayjs(value)} format={format} showTime={hasTime} status={value === '' ? 'warning' : undefined} className={styles.day}
      onChange={(next: dayjs.Dayjs | null) => onChange(next ? next.format(hasTime ? 'YYYY-MM-DDTHH:mm:ssZ' : 'YYYY-MM-DD') : '')} />
  );
}

const allUnits: Unit[] = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'];

/** How long: a number and its unit. */
export function AmountField({ value, onChange, units = allUnits }: { value: Amount; onChange: (value: Amount) => void; units?: readonly Unit[] }) {
  const { t } = useTranslation('segments');
  return (
    <span className={styles.together}>
      <NumberField label={t('field.howMany')} value={value.count} onChange={(count) => onChange({ ...value, count })} isWhole min={0} />
      <Choice<Unit> label={t('field.unit')} value={value.unit} onChange={(unit) => onChange({ ...value, unit })} options={units.map((unit) => ({ value: unit, label: t(`unit.${unit}`, { count: value.count ?? 0 }) }))} />
    </span>
  );
}

/** When events took place. */
export function WindowField({ value, onChange }: { value: TimeWindow | null; onChange: (value: TimeWindow | null) => void }) {
  const { t } = useTranslation('segments');
  const choose = (kind: 'any' | TimeWindow['kind']) => {
    if (kind === 'any') onChange(null);
    else if (kind === 'period') onChange({ kind, from: '', to: '' });
    else onChange({ kind, amount: value && value.kind !== 'period' ? value.amount : { count: 30, unit: 'days' } });
  };
  return (
    <span className={styles.window}>
      <Choice<'any' | TimeWindow['kind']> label={t('field.when')} value={value?.kind ?? 'any'} onChange={choose} options={(['any', 'last', 'earlierThan', 'period'] as const).map((kind) => ({ value: kind, label: t(`window.${kind}`) }))} />
      {value && value.kind !== 'period' && <AmountField value={value.amount} onChange={(amount) => onChange({ ...value, amount })} />}
      {value?.kind === 'earlierThan' && <Word>{t('field.ago')}</Word>}
      {value?.kind === 'period' && (
        <>
          <MomentField label={t('field.from')} value={value.from} onChange={(from) => onChange({ ...value, from })} />
          <MomentField label={t('field.to')} value={value.to} onChange={(to) => onChange({ ...value, to })} />
        </>
      )}
    </span>
  );
}
