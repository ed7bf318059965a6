import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTold } from '@/components/useTold';
import { api } from '@/lib/api/client';
import { savedQuery } from './api';

/** A name for a question that is kept for all. */
export function SaveForm({ sql, onClose }: { sql: string; onClose: () => void }) {
  const { t } = useTranslation('sql');
  const { t: words } = useTranslation();
  const queries = useQueryClient();
  const { done, failed } = useTold();
  const [form] = Form.useForm<{ name: string }>();
  const save = useMutation({
    mutationFn: ({ name }: { name: string }) => api.POST('/api/sql/queries', { body: { name, sql, version: null } }),
    onError: failed,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: savedQuery.queryKey });
      done(t('keptDone'));
      onClose();
    },
  });
  return (
    <Modal open title={t('keep')} okText={words('save')} cancelText={words('cancel')} confirmLoading={save.isPending} onCancel={onClose} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item name="name" label={t('name')} extra={t('keepText')} rules={[{ required: true, whitespace: true, max: 200, message: t('nameRule') }]}><Input autoFocus maxLength={200} /></Form.Item>
      </Form>
    </Modal>
  );
}
