import { Alert, Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretValue } from '@/components/Copyable';
import { Panel } from '@/components/Panel';
import { useConfirm } from '@/components/useConfirm';
import { newWriteKey } from './api';
import { useFreshKey } from './freshKey';
import styles from './sources.module.css';

/** Makes a new write key, beside the old ones or in their place. Keys are kept as hashes, so there is none to show. */
export function WriteKeys({ source }: { source: string }) {
  const { t } = useTranslation('sources');
  const confirm = useConfirm();
  const { freshKey, keep } = useFreshKey(source);
  const [revoke, setRevoke] = useState(false);
  const make = async () => keep((await newWriteKey(source, revoke)).writeKey);
  const ask = () => confirm(revoke
    ? { title: t('keys.replaceTitle'), consequences: [t('keys.replaceEnds'), t('keys.replaceLost')], verb: t('keys.replaceVerb'), danger: true, action: make }
    : { title: t('keys.addTitle'), consequences: [t('keys.addBoth'), t('keys.addLater')], verb: t('keys.addVerb'), action: make });
  return (
    <Panel title={t('keys.title')} text={t('keys.text')}>
      {freshKey && (
        <div className={styles.fresh2}>
          <Alert type="success" showIcon title={t('keys.once')} />
          <SecretValue value={freshKey} label={t('keys.label')} />
        </div>
      )}
      <Radio.Group value={revoke} onChange={(event) => setRevoke(event.target.value as boolean)} vertical
        options={[{ value: false, label: t('keys.add') }, { value: true, label: t('keys.replace') }]} />
      <div className={styles.buttons}><Button onClick={ask} danger={revoke}>{t('keys.make')}</Button></div>
    </Panel>
  );
}
