import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import { useIdentifierTypes } from '@/lib/useIdentifierTypes';
import type { Rules } from './api';
import styles from './identity.module.css';

/** Values that several people share: kept and found, but never a reason to merge. */
export function SharedValues({ draft, onChange, readOnly }: { draft: Rules; onChange: (rules: Rules) => void; readOnly: boolean }) {
  const { t } = useTranslation('identity');
  const format = useFormat();
  const typeName = useIdentifierTypes();
  const [type, setType] = useState('phone');
  const [value, setValue] = useState('');
  const wanted = value.trim();
  const known = draft.sharedValues.some((one) => one.type === type && one.value === wanted);
  const add = () => {
    if (wanted === '' || known) return;
    onChange({ ...draft, sharedValues: [...draft.sharedValues, { type, value: wanted }] });
    setValue('');
  };
  return (
    <Panel title={t('shared.title')} text={t('shared.text')}>
      {draft.sharedValues.length > 0 && (
        <ul className={styles.values}>
          {draft.sharedValues.map((one) => (
            <li key={`${one.type} ${one.value}`}>
              <small>{typeName(one.type)}</small> <span translate="no">{one.type === 'phone' ? format.phone(one.value) : one.value}</span>
              {!readOnly && <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('shared.remove', { value: one.value })} onClick={() => onChange({ ...draft, sharedValues: draft.sharedValues.filter((other) => other !== one) })} />}
            </li>
          ))}
        </ul>
      )}
      {readOnly ? draft.sharedValues.length === 0 && <p className={styles.help}>{t('shared.none')}</p> : (
        <Space.Compact className={styles.adding}>
          <Select value={type} onChange={setType} aria-label={t('column.type')} options={draft.types.map((one) => ({ value: one.name, label: typeName(one.name) }))} popupMatchSelectWidth={false} className={styles.type} />
          <Input value={value} onChange={(event) => setValue(event.target.value)} onPressEnter={add} placeholder={t('shared.placeholder')} aria-label={t('shared.placeholder')} autoComplete="off" />
          <Button icon={<PlusOutlined />} onClick={add} disabled={wanted === '' || known}>{t('app:add')}</Button>
        </Space.Compact>
      )}
    </Panel>
  );
}
