import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { GrowingText } from '@/components/GrowingText';
import { dayFormat } from '@/lib/format/picker';
import type { FieldValue } from '../logic/traitField';

interface TraitInputProps {
  /** Type of the catalogue. */
  type: string;
  label: string;
  value?: FieldValue;
  onChange?: (value: FieldValue) => void;
  autoFocus?: boolean;
  id?: string;
}

/** An input that fits a trait's type. */
export function TraitInput({ type, label, value, onChange, autoFocus, id }: TraitInputProps) {
  const { t, i18n } = useTranslation('profiles');
  const common = { id, autoFocus, 'aria-label': label, style: { width: '100%' } };
  switch (type) {
    case 'number':
      return <InputNumber {...common} value={typeof value === 'number' ? value : null} onChange={(next) => onChange?.(next ?? undefined)} />;
    case 'boolean':
      return <Select {...common} value={typeof value === 'boolean' ? value : undefined} onChange={(next: boolean) => onChange?.(next)} options={[{ value: true, label: t('values.yes') }, { value: false, label: t('values.no') }]} />;
    case 'date': {
      const day = typeof value === 'string' && dayjs(value).isValid() ? dayjs(value) : null;
      return <DatePicker {...common} value={day} onChange={(next) => onChange?.(next?.format('YYYY-MM-DD'))} format={dayFormat(i18n.language)} />;
    }
    case 'array':
      return <Select {...common} mode="tags" open={false} suffixIcon={null} value={Array.isArray(value) ? value : []} onChange={(next: string[]) => onChange?.(next)} tokenSeparators={[',']} />;
    case 'object':
      return <GrowingText {...common} rows={5} value={typeof value === 'string' ? value : ''} onChange={(event) => onChange?.(event.target.value)} spellCheck={false} />;
    default:
      return <Input {...common} value={typeof value === 'string' ? value : ''} onChange={(event) => onChange?.(event.target.value)} maxLength={2_000} />;
  }
}
