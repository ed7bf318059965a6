import { Select } from 'antd';
import { useState } from 'react';
import styles from './builder.module.css';

export interface Choosable {
  value: string;
  label: string;
  /** Small, at the end of its line. */
  note?: string;
}

interface NameChoiceProps {
  label: string;
  value: string;
  options: readonly Choosable[];
  onChange: (value: string) => void;
  /** How a name that is no option is called. */
  nameOf?: (value: string) => string;
}

/** One name out of those known, sought by label or name; any other may be typed. */
export function NameChoice({ label, value, options, onChange, nameOf = (name) => name }: NameChoiceProps) {
  const [sought, setSought] = useState('');
  const typed = sought.trim();
  const found = options.filter((option) => matches(typed, option.label, option.value));
  const isNew = typed !== '' && !options.some((option) => option.value === typed);
  return (
    <Select<string, Choosable> showSearch={{ filterOption: false, onSearch: setSought }} aria-label={label} placeholder={label} value={value || undefined} options={isNew ? [...found, { value: typed, label: typed }] : found} status={value === '' ? 'warning' : undefined}
      onChange={(name) => { setSought(''); onChange(name); }} popupMatchSelectWidth={false} className={styles.named} labelRender={({ value: name }) => <span translate="no">{options.find((option) => option.value === name)?.label ?? nameOf(String(name))}</span>}
      optionRender={({ data }) => <OptionLine option={data} />} />
  );
}

/** A name in the reader's words, the one of the data beside it, and a note. */
export function OptionLine({ option: { value, label, note } }: { option: Choosable }) {
  return <span className={styles.option} translate="no"><span>{label}</span>{label !== value && <code>{value}</code>}{note && <small>{note}</small>}</span>;
}

export const matches = (sought: string, ...values: string[]) => values.some((value) => value.toLocaleLowerCase().includes(sought.trim().toLocaleLowerCase()));
