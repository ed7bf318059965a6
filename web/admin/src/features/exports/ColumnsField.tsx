import { EyeInvisibleOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useColumnLabels, useColumns } from './useColumns';
import styles from './exports.module.css';

interface ColumnsFieldProps {
  id?: string;
  value?: string[];
  onChange?: (columns: string[]) => void;
  /** What the person sees masked cannot be chosen: it would be sent as it is. */
  onlyShown?: boolean;
}

/** Which columns of a person, in which order, each by its label. */
export function ColumnsField({ id, value, onChange, onlyShown = false }: ColumnsFieldProps) {
  const { t } = useTranslation('exports');
  const label = useColumnLabels();
  const { groups, all } = useColumns();
  const masked = new Set(all.filter((column) => column.isMasked).map((column) => column.name));
  const options = groups.filter(({ columns }) => columns.length > 0).map(({ kind, columns }) => ({
    label: t(`columns.${kind}`),
    // The id is sent to destinations in any case.
    options: columns.filter(({ name }) => !onlyShown || name !== 'id').map(({ name, isMasked }) => ({ value: name, label: label(name), disabled: onlyShown && isMasked })),
  }));
  return (
    <Select<string[]> mode="multiple" id={id} value={value} onChange={onChange} options={options} placeholder={t('columns.placeholder')} aria-label={t('columns.label')} className={styles.full} loading={all.length === 0}
      showSearch={{ filterOption: (text, option) => typeof option?.label === 'string' && option.label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()) }}
      labelRender={({ value: name }) => <span translate="no">{label(String(name))}{masked.has(String(name)) && <> <EyeInvisibleOutlined aria-label={t('columns.masked')} /></>}</span>}
      optionRender={({ value: name, label: words }) => <span className={styles.option}><span translate="no">{words}</span>{masked.has(String(name)) && <small>{t('columns.masked')}</small>}</span>} />
  );
}
