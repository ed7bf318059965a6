import { PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './builder.module.css';

/** Names of members inside a value, such as `city` of an address; shown once there is one, or when asked for. */
export function PathField({ path, offer, onChange }: { path: string[]; /** The value has members. */ offer: boolean; onChange: (path: string[]) => void }) {
  const { t } = useTranslation('segments');
  if (path.length === 0) return offer ? <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => onChange([''])} className={styles.more}>{t('field.addPath')}</Button> : null;
  return (
    <>
      {path.map((part, at) => (
        <span key={at} className={styles.path}>
          <span aria-hidden="true">›</span>
          <Input aria-label={t('field.path')} placeholder={t('field.path')} value={part} status={part === '' ? 'warning' : undefined} spellCheck={false} autoComplete="off" allowClear className={styles.part}
            onChange={(event) => onChange(event.target.value === '' && part !== '' && at === path.length - 1 ? path.slice(0, -1) : path.map((one, index) => (index === at ? event.target.value : one)))} />
        </span>
      ))}
    </>
  );
}
