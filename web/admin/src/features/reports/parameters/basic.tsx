import { Input, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { one } from '../logic/parameters';
import styles from '../reports.module.css';
import type { FieldProps } from './Parameters';
import { useWindowName } from './useWindowName';

/** A control with its name above it. */
export function Field({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return <div className={styles.field} data-wide={wide}><span aria-hidden="true">{label}</span>{children}</div>;
}

interface ChoiceFieldProps extends FieldProps {
  parameter: string;
  /** The first is what stands when nothing is chosen. */
  options: readonly string[];
  /** Another order to show them in. */
  order?: readonly string[];
}

/** One of a few. */
export function ChoiceField({ name, values, set, parameter, options, order }: ChoiceFieldProps) {
  const { t, i18n } = useTranslation('reports');
  const windowName = useWindowName();
  const word = (option: string) => {
    if (parameter === 'window') return windowName(option);
    const own = `option.${name}.${parameter}.${option || 'none'}`;
    return i18n.exists(own, { ns: 'reports' }) ? t(own) : t(parameter === 'by' ? `by.${option || 'none'}` : `option.${parameter}.${option}`);
  };
  const label = t(`field.${parameter}`);
  const shown = order ? [...options].sort((a, b) => order.indexOf(a) - order.indexOf(b)) : options;
  return <Field label={label}><Select aria-label={label} value={one(values, parameter) ?? options[0]} onChange={(next: string) => set({ [parameter]: next === options[0] ? undefined : next })} options={shown.map((option) => ({ value: option, label: word(option) }))} popupMatchSelectWidth={false} /></Field>;
}

interface WholeFieldProps extends FieldProps {
  parameter: string;
  least: number;
  most: number;
  /** What the server takes without it. */
  usual: number;
  /** Of `field` in the words; by default the parameter's own. */
  word?: string;
}

/** A whole number; asked when the field is left, not at each digit. */
export function WholeField({ values, set, parameter, least, most, usual, word = parameter }: WholeFieldProps) {
  const { t } = useTranslation('reports');
  const label = t(`field.${word}`);
  const current = Number(one(values, parameter) ?? usual);
  const keep = (text: string) => {
    const next = Math.round(Number(text.replace(/\D/g, '')));
    if (next >= least && next <= most && next !== current) set({ [parameter]: next === usual ? undefined : String(next) });
  };
  return <Field label={label}><InputNumber key={current} aria-label={label} min={least} max={most} precision={0} defaultValue={current} className={styles.whole} onBlur={(event) => keep(event.target.value)} onPressEnter={(event) => keep(event.currentTarget.value)} onStep={(next) => keep(String(next))} /></Field>;
}

/** Text of a form of its own; asked when it is whole. */
export function TextField({ values, set, parameter, pattern }: FieldProps & { parameter: string; pattern: RegExp }) {
  const { t } = useTranslation('reports');
  const label = t(`field.${parameter}`);
  const [wrong, setWrong] = useState(false);
  const keep = (text: string) => {
    setWrong(text.trim() !== '' && !pattern.test(text));
    if (text.trim() === '' || pattern.test(text)) set({ [parameter]: text.replace(/\s/g, '') || undefined });
  };
  return (
    <Field label={label} wide>
      <Input aria-label={label} defaultValue={one(values, parameter)} placeholder={t(`placeholder.${parameter}`)} status={wrong ? 'error' : undefined} aria-invalid={wrong} spellCheck={false} onBlur={(event) => keep(event.target.value)} onPressEnter={(event) => keep(event.currentTarget.value)} />
      <small role={wrong ? 'alert' : undefined}>{t(`hint.${parameter}`)}</small>
    </Field>
  );
}
