import { Alert, Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretValue } from './Copyable';
import styles from './components.module.css';

interface SecretWindowProps {
  title: string;
  /** What to do with it. */
  text: string;
  secret: string;
  children?: ReactNode;
  /** Pixels. */
  width?: number;
  onClose: () => void;
}

/** A secret that the server tells this once: the window goes away by its button alone. */
export function SecretWindow({ title, text, secret, children, width = 520, onClose }: SecretWindowProps) {
  const { t } = useTranslation();
  return (
    <Modal open title={title} footer={null} closable={false} mask={{ closable: false }} keyboard={false} width={width}>
      <Alert type="warning" showIcon title={t('secret.once')} description={text} className={styles.notice} />
      <SecretValue value={secret} label={title} />
      {children}
      <div className={styles.foot}><Button type="primary" onClick={onClose}>{t('secret.kept')}</Button></div>
    </Modal>
  );
}
