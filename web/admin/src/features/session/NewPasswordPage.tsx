import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { NewPassword } from '@/components/NewPassword';
import { Outside } from '@/components/Outside';
import { useProblemText } from '@/components/useProblemText';
import { api } from '@/lib/api/client';
import { ProblemError } from '@/lib/api/problem';
import { sessionQuery } from '@/lib/session';
import styles from './session.module.css';

interface Passwords {
  current: string;
  new: string;
}

/** The first thing after signing in with a password that somebody else has seen. */
export default function NewPasswordPage() {
  const { t } = useTranslation('session');
  const { data: session, isPending } = useQuery(sessionQuery);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const problem = useProblemText();
  const change = useMutation({
    mutationFn: (passwords: Passwords) => api.PUT('/api/session/password', { body: passwords }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await navigate('/', { replace: true });
    },
  });
  if (isPending) return null;
  if (!session) return <Navigate to="/sign-in" replace />;
  const elsewhere = change.error && !(change.error instanceof ProblemError && change.error.field === 'new');
  return (
    <Outside title={t('change.title')} text={t('change.text')}>
      <Form layout="vertical" requiredMark={false} className={styles.form} onFinish={(values: Passwords) => change.mutate(values)}>
        {elsewhere && <Alert type="error" showIcon title={problem(change.error).title} className={styles.refusal} />}
        <input type="email" autoComplete="username" value={session.user.email} readOnly hidden />
        <Form.Item name="current" label={t('change.current')} rules={[{ required: true, message: t('passwordNeeded') }]}><Input.Password size="large" autoFocus autoComplete="current-password" /></Form.Item>
        <NewPassword name="new" label={t('change.new')} error={change.error} field="new" size="large" />
        <Button type="primary" size="large" htmlType="submit" loading={change.isPending} block>{t('change.submit')}</Button>
      </Form>
    </Outside>
  );
}
