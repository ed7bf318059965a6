import { EyeOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/lib/session';
import { useProblemText } from './useProblemText';
import styles from './components.module.css';

interface MaskedValueProps {
  /** As the server sent it, such as `+7 916 •••-••-12`. */
  text: string;
  /** What it is, for the window that asks for a reason: "Phone". */
  label: string;
  /** Asks the server for the value; the reason is logged. */
  onReveal: (reason: string) => Promise<unknown>;
}

/** A value that the person's role sees masked, and a way to ask for it with a reason if the role may. */
export function MaskedValue({ text, label, onReveal }: MaskedValueProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const problem = useProblemText();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const reveal = async ({ reason }: { reason: string }) => {
    setBusy(true);
    setError(null);
    try {
      await onReveal(reason.trim());
      setOpen(false);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className={styles.masked}>
      <span className={styles.maskedText}>{text}</span>
      {can('profiles:reveal') && <Button type="text" size="small" icon={<EyeOutlined />} onClick={() => setOpen(true)} aria-label={t('masked.revealWhat', { label })}>{t('masked.reveal')}</Button>}
      <Modal open={open} title={t('masked.title', { label })} onCancel={() => setOpen(false)} footer={null} destroyOnHidden width={420}>
        <Form layout="vertical" onFinish={(values: { reason: string }) => void reveal(values)} requiredMark={false}>
          <p>{t('masked.text')}</p>
          <Form.Item name="reason" label={t('masked.reason')} rules={[{ required: true, whitespace: true, min: 3, max: 200, message: t('masked.reasonRule') }]}
            help={error ? problem(error).title : undefined} validateStatus={error ? 'error' : undefined}>
            <Input autoFocus maxLength={200} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>{t('masked.reveal')}</Button>
        </Form>
      </Modal>
    </span>
  );
}
