import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useProblemText } from '@/components/useProblemText';
import { call } from '@/lib/api/client';
import type { Session } from '@/lib/api/pending';
import { isProblem } from '@/lib/api/problem';
import { sessionQuery } from '@/lib/session';

interface Credentials {
  email: string;
  password: string;
  code?: string;
}

export default function SignInPage() {
  const { t } = useTranslation('session');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const problem = useProblemText();
  const [secondFactor, setSecondFactor] = useState(false);
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => call<Session>('POST', '/api/session', { body: credentials }),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      void navigate(ownPath(parameters.get('next')), { replace: true });
    },
    onError: (error) => { if (isProblem(error, 'second-factor-needed')) setSecondFactor(true); },
  });
  return (
    <main>
      <h1>{t('title')}</h1>
      <Form layout="vertical" requiredMark={false} onFinish={(values: Credentials) => signIn.mutate(values)}>
        {signIn.error && <Alert type="error" title={problem(signIn.error).title} showIcon />}
        <Form.Item name="email" label={t('email')} rules={[{ required: true }]}><Input type="email" autoComplete="username" autoFocus /></Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true }]}><Input.Password autoComplete="current-password" /></Form.Item>
        {secondFactor && <Form.Item name="code" label={t('code')}><Input inputMode="numeric" autoComplete="one-time-code" /></Form.Item>}
        <Button type="primary" htmlType="submit" loading={signIn.isPending} block>{t('submit')}</Button>
      </Form>
    </main>
  );
}

/** Where the person was going, if it is a path of ours: a link from elsewhere must not send people away after they sign in. */
function ownPath(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
