import { Alert, Button, Form, Modal } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/components/useProblemText';
import styles from './settings.module.css';

interface FormWindowProps<T extends object> {
  title: ReactNode;
  verb: string;
  initial: T;
  busy: boolean;
  error: unknown;
  onSubmit: (values: T) => void;
  onClose: () => void;
  children: ReactNode;
  width?: number;
}

/** A window with a form and the server's refusal above it. */
export function FormWindow<T extends object>({ title, verb, initial, busy, error, onSubmit, onClose, children, width = 460 }: FormWindowProps<T>) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const content = useRef<HTMLDivElement>(null);
  // The window takes the focus when it opens; people come to type.
  const focusFirst = (open: boolean) => { if (open) content.current?.querySelector<HTMLElement>('input:not([type=hidden]), textarea')?.focus(); };
  const refusal = error ? problem(error) : null;
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={width} afterOpenChange={focusFirst}>
      <div ref={content}>
        <Form<T> layout="vertical" requiredMark={false} initialValues={initial} onFinish={onSubmit}>
          {refusal && <Alert type="error" showIcon title={refusal.title} description={refusal.detail || undefined} className={styles.refusal} />}
          {children}
          <div className={styles.buttons}>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={busy}>{verb}</Button>
          </div>
        </Form>
      </div>
    </Modal>
  );
}
