import { Checkbox, Collapse, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportKind, Reading } from './api';
import styles from './imports.module.css';

interface ReadingOptionsProps {
  kind: ImportKind;
  format: string;
  value: Reading;
  onChange: (value: Reading) => void;
  disabled: boolean;
}

const encodings = ['utf-8', 'windows-1251', 'koi8-r', 'ibm866', 'utf-16', 'windows-1252'];
const separators = [';', ',', 'tab', '|'];
const zones = ['Europe/Kaliningrad', 'Europe/Moscow', 'Europe/Samara', 'Asia/Yekaterinburg', 'Asia/Omsk', 'Asia/Novosibirsk', 'Asia/Krasnoyarsk', 'Asia/Irkutsk', 'Asia/Yakutsk', 'Asia/Vladivostok', 'Asia/Magadan', 'Asia/Kamchatka', 'Asia/Almaty', 'Europe/Minsk', 'UTC'];

/** How the file is read, for when it was worked out wrongly. */
export function ReadingOptions({ kind, format, value, onChange, disabled }: ReadingOptionsProps) {
  const { t } = useTranslation('imports');
  const isText = format === 'csv' || format === 'tsv';
  const set = (change: Reading) => onChange({ ...value, ...change });
  const choice = (name: keyof Reading, options: { value: string; label: string }[], search = false) => (
    <Form.Item label={t(`read.${name}`)} htmlFor={`read-${name}`}>
      <Select id={`read-${name}`} allowClear placeholder={t('read.auto')} value={(value[name] as string | null) ?? undefined} options={options} showSearch={search} onChange={(next: string | undefined) => set({ [name]: next ?? null })} />
    </Form.Item>
  );
  const plain = (name: 'currency' | 'cancellationPrefix' | 'sheet', placeholder: string, lengthMax: number) => (
    <Form.Item label={t(`read.${name}`)} htmlFor={`read-${name}`}>
      <Input id={`read-${name}`} value={value[name] ?? ''} placeholder={placeholder} maxLength={lengthMax} onChange={(event) => set({ [name]: (name === 'currency' ? event.target.value.toUpperCase() : event.target.value) || null })} />
    </Form.Item>
  );
  return (
    <Collapse ghost size="small" className={styles.reading} items={[{
      key: 'reading', label: t('read.title'), children: (
        <Form layout="vertical" disabled={disabled} className={styles.options}>
          {isText && choice('encoding', encodings.map((name) => ({ value: name, label: name })))}
          {isText && choice('separator', separators.map((name) => ({ value: name, label: name === 'tab' ? t('read.tab') : name })))}
          {format === 'xlsx' && plain('sheet', t('read.firstSheet'), 100)}
          {choice('dateOrder', [{ value: 'dayFirst', label: t('read.dayFirst') }, { value: 'monthFirst', label: t('read.monthFirst') }])}
          {choice('timeZone', zones.map((zone) => ({ value: zone, label: zone })), true)}
          {choice('decimalSeparator', [{ value: ',', label: t('read.comma') }, { value: '.', label: t('read.point') }])}
          {kind === 'orders' && plain('currency', 'RUB', 3)}
          {kind === 'orders' && plain('cancellationPrefix', 'C', 10)}
          {kind === 'orders' && <Form.Item><Checkbox checked={value.skipAnonymous ?? false} onChange={(event) => set({ skipAnonymous: event.target.checked || null })}>{t('read.skipAnonymous')}</Checkbox></Form.Item>}
        </Form>
      ),
    }]} />
  );
}
