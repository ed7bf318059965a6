import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { dayFormat } from '@/lib/format/picker';
import { quickMoments } from './due';

interface DueInputProps {
  value?: Dayjs | null;
  onChange?: (value: Dayjs | null) => void;
  label: string;
  size?: 'small' | 'middle';
  id?: string;
}

/** A moment to come, with the usual ones at hand. */
export function DueInput({ value, onChange, label, size, id }: DueInputProps) {
  const { t, i18n } = useTranslation('tasks');
  const presets = quickMoments(new Date()).map(({ key, at }) => ({ label: t(`moments.${key}`), value: dayjs(at) }));
  return (
    <DatePicker id={id} size={size} value={value ?? null} onChange={(next) => onChange?.(next)} showTime={{ format: 'HH:mm', minuteStep: 5 }} format={`${dayFormat(i18n.language)} HH:mm`}
      presets={presets} placeholder={label} aria-label={label} style={{ width: '100%' }} />
  );
}
