import { Alert, Button, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/components/useProblemText';
import { keyOf } from '@/lib/keys';
import { useSaveDashboard, type Tile } from './api';
import styles from './dashboards.module.css';

interface NameWindowProps {
  title: string;
  /** What the new dashboard begins with. */
  tiles: readonly Tile[];
  onClose: () => void;
  onMade: (key: string) => void;
}

/** Names a new dashboard. */
export function NameWindow({ title, tiles, onClose, onMade }: NameWindowProps) {
  const { t } = useTranslation('reports');
  const problem = useProblemText();
  const save = useSaveDashboard();
  const refusal = save.error ? problem(save.error) : null;
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={440}>
      <Form<{ name: string }> layout="vertical" requiredMark={false} onFinish={({ name }) => {
        const key = dashboardKey(name);
        save.mutate({ key, name: name.trim(), tiles: [...tiles], version: null }, { onSuccess: () => onMade(key) });
      }}>
        {refusal && <Alert type="error" showIcon title={refusal.title} description={<span lang="en">{refusal.detail}</span>} />}
        <Form.Item name="name" label={t('dashboard.name')} rules={[{ required: true, whitespace: true, max: 200, message: t('dashboard.nameNeeded') }]}><Input autoFocus /></Form.Item>
        <div className={styles.buttons}><Button onClick={onClose}>{t('app:cancel')}</Button><Button type="primary" htmlType="submit" loading={save.isPending}>{t('dashboard.create')}</Button></div>
      </Form>
    </Modal>
  );
}

/** A key of its own for each dashboard, also for two of one name: people see the name alone. */
export const dashboardKey = (name: string): string => `${keyOf(name).slice(0, 50) || 'dashboard'}-${Date.now().toString(36)}`;
