import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { NewPassword } from '@/components/NewPassword';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { api } from '@/lib/api/client';
import { ProblemError } from '@/lib/api/problem';
import { sessionsQuery } from './sessions';
import styles from './account.module.css';

interface Passwords {
  current: string;
  new: string;
}

export function PasswordSection() {
  const { t } = useTranslation('account');
  const [form] = Form.useForm<Passwords>();
  const queries = useQueryClient();
  const problem = useProblemText();
  const { done } = useTold();
  const change = useMutation({
    mutationFn: (passwords: Passwords) => api.PUT('/api/session/password', { body: passwords }),
    onSuccess: async () => {
      form.resetFields();
      done(t('password.done'));
      await queries.invalidateQueries(sessionsQuery);
    },
  });
  const elsewhere = change.error && !(change.error instanceof ProblemError && change.error.field === 'new');
  return (
    <section className={styles.section}>
      <h2>{t('password.title')}</h2>
      <p>{t('password.text')}</p>
      <Form form={form} layout="vertical" requiredMark={false} className={styles.narrow} onFinish={(values: Passwords) => change.mutate(values)}>
        {elsewhere && <Alert type="error" showIcon title={problem(change.error).title} className={styles.refusal} />}
        <Form.Item name="current" label={t('password.current')} rules={[{ required: true, message: t('password.needed') }]}><Input.Password autoComplete="current-password" /></Form.Item>
        <NewPassword name="new" label={t('password.new')} error={change.error} field="new" />
        <Button htmlType="submit" loading={change.isPending}>{t('password.submit')}</Button>
      </Form>
    </section>
  );
}
