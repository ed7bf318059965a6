import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Popover, Select, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { defaultColumns, moveColumn, ownColumns, traitColumn } from '../logic/columns';
import type { ProfileKind } from '../types';
import { useTraits } from '../useTraits';
import { useColumnTitle } from './cells';
import styles from './list.module.css';

interface ColumnsMenuProps {
  columns: string[];
  kind: ProfileKind | null;
  onChange: (columns: string[]) => void;
}

/** Which columns the list has, and in which order. */
export function ColumnsMenu({ columns, kind, onChange }: ColumnsMenuProps) {
  const { t } = useTranslation('profiles');
  const traits = useTraits(kind ?? undefined);
  const titleOf = useColumnTitle(kind);
  const names = [...new Set(traits.list.map((trait) => trait.name))].sort(traits.order);
  const hidden = [...ownColumns, ...names.map(traitColumn)].filter((column) => !columns.includes(column));
  const menu = (
    <div className={styles.columns}>
      <ul aria-label={t('columns.shown')}>
        {columns.map((column, at) => {
          const label = titleOf(column);
          return (
            <li key={column}>
              <span>{label}</span>
              {column !== 'name' && (
                <>
                  <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={at === 1} aria-label={t('columns.up', { label })} onClick={() => onChange(moveColumn(columns, column, -1))} />
                  <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={at === columns.length - 1} aria-label={t('columns.down', { label })} onClick={() => onChange(moveColumn(columns, column, 1))} />
                  <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('columns.remove', { label })} onClick={() => onChange(columns.filter((one) => one !== column))} />
                </>
              )}
            </li>
          );
        })}
      </ul>
      <Select showSearch={{ optionFilterProp: 'label' }} value={null} placeholder={t('columns.hidden')} aria-label={t('columns.hidden')} options={hidden.map((column) => ({ value: column, label: titleOf(column) }))}
        onChange={(column: string | null) => { if (column) onChange([...columns, column]); }} />
      <Button type="link" size="small" onClick={() => onChange(defaultColumns)}>{t('columns.reset')}</Button>
    </div>
  );
  return (
    <Popover content={menu} trigger="click" placement="bottomRight">
      <Tooltip title={t('columns.title')}><Button type="text" icon={<SettingOutlined />} aria-label={t('columns.title')} /></Tooltip>
    </Popover>
  );
}
