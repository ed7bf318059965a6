import { Alert, Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretValue } from '@/components/Copyable';
import styles from './settings.module.css';

interface SecretWindowProps {
  title: string;
  /** What to do with it. */
  text: string;
  secret: string;
  children?: ReactNode;
  onClose: () => void;
}

/** A secret that the server tells this once: the window goes away by its button alone. */
export function SecretWindow({ title, text, secret, children, onClose }: SecretWindowProps) {
  const { t } = useTranslation('settings');
  return (
    <Modal open title={title} footer={null} closable={false} mask={{ closable: false }} keyboard={false} width={520}>
      <Alert type="warning" showIcon title={t('secretOnce')} description={text} className={styles.refusal} />
      <SecretValue value={secret} label={title} />
      {children}
      <div className={styles.buttons}><Button type="primary" onClick={onClose}>{t('secretKept')}</Button></div>
    </Modal>
  );
}
