import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { Outside } from '@/components/Outside';
import { useProblemText } from '@/components/useProblemText';
import { api, body } from '@/lib/api/client';
import type { Session } from '@/lib/api/types';
import { isProblem } from '@/lib/api/problem';
import { sessionQuery } from '@/lib/session';
import { startQuery } from '@/lib/start';
import { ownPath } from './ownPath';
import styles from './session.module.css';

interface Credentials {
  email: string;
  password: string;
}

export default function SignInPage() {
  const { t } = useTranslation('session');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const { data: session } = useQuery(sessionQuery);
  const { data: start } = useQuery(startQuery);
  // Kept until the second factor is there: the server asks for all three at once.
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  const next = ownPath(parameters.get('next'));
  const signIn = useMutation({
    mutationFn: (given: Credentials & { code?: string }) => body(api.POST('/api/session', { body: { code: null, ...given } })) as Promise<Session>,
    onSuccess: (signedIn) => {
      queries.setQueryData(sessionQuery.queryKey, signedIn);
      void navigate(signedIn.user.mustChangePassword ? '/account/new-password' : next, { replace: true });
    },
    onError: (error, { email, password }) => {
      if (isProblem(error, 'second-factor-needed')) setCredentials({ email, password });
      else if (isProblem(error, 'sign-in-failed')) setCredentials(null);
    },
  });
  if (session && !signIn.isSuccess) return <Navigate to={next} replace />;
  if (start?.needsFirstUser) return <Navigate to={`/start${globalThis.location.hash}`} replace />;
  const refusal = isProblem(signIn.error, 'second-factor-needed') ? null : signIn.error;
  return credentials ? (
    <Outside title={t('code.title')} text={t('code.text')} foot={t('code.foot')}>
      <CodeForm busy={signIn.isPending} error={refusal} onCode={(code) => signIn.mutate({ ...credentials, code })} onBack={() => { setCredentials(null); signIn.reset(); }} />
    </Outside>
  ) : (
    <Outside title={t('title')} text={t('text')} foot={t('foot')}>
      <PasswordForm busy={signIn.isPending} error={refusal} onSubmit={signIn.mutate} />
    </Outside>
  );
}

function PasswordForm({ busy, error, onSubmit }: { busy: boolean; error: unknown; onSubmit: (credentials: Credentials) => void }) {
  const { t } = useTranslation('session');
  return (
    <Form layout="vertical" requiredMark={false} className={styles.form} onFinish={onSubmit}>
      <Refusal error={error} />
      <Form.Item name="email" label={t('email')} rules={[{ required: true, message: t('emailNeeded') }]}><Input type="email" size="large" autoComplete="username" autoFocus spellCheck={false} /></Form.Item>
      <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordNeeded') }]}><Input.Password size="large" autoComplete="current-password" /></Form.Item>
      <Button type="primary" size="large" htmlType="submit" loading={busy} block>{t('submit')}</Button>
    </Form>
  );
}

function CodeForm({ busy, error, onCode, onBack }: { busy: boolean; error: unknown; onCode: (code: string) => void; onBack: () => void }) {
  const { t } = useTranslation('session');
  return (
    <Form layout="vertical" requiredMark={false} className={styles.form} onFinish={({ code }: { code: string }) => onCode(code.replace(/\s/g, ''))}>
      <Refusal error={error} />
      <Form.Item name="code" label={t('code.label')} rules={[{ required: true, whitespace: true, message: t('code.needed') }]}>
        <Input size="large" className={styles.code} autoComplete="one-time-code" autoFocus spellCheck={false} maxLength={40} />
      </Form.Item>
      <Button type="primary" size="large" htmlType="submit" loading={busy} block>{t('submit')}</Button>
      <Button type="link" block onClick={onBack}>{t('code.back')}</Button>
    </Form>
  );
}

function Refusal({ error }: { error: unknown }) {
  const problem = useProblemText();
  return error ? <Alert type="error" title={problem(error).title} showIcon className={styles.refusal} /> : null;
}
