import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewPassword } from '@/components/NewPassword';
import { useProblemText } from '@/components/useProblemText';
import { api, body } from '@/lib/api/client';
import type { Session } from '@/lib/api/types';
import { ProblemError } from '@/lib/api/problem';
import { useChoices } from '@/lib/choices';
import { sessionQuery } from '@/lib/session';
import { startQuery } from '@/lib/start';
import styles from './start.module.css';

interface Account {
  code?: string;
  name: string;
  email: string;
  password: string;
}

// Behind the hash, so that it is in no log of a server or a proxy.
const codeOfLink = () => new URLSearchParams(globalThis.location.hash.slice(1)).get('code') ?? '';

/** The first administrator, made with the code of the link that the server printed. */
export function AccountStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('start');
  const { language } = useChoices();
  const queries = useQueryClient();
  const problem = useProblemText();
  const [code] = useState(codeOfLink);
  const create = useMutation({
    mutationFn: (account: Account) => body(api.POST('/api/start', { body: { code, language, ...account } })) as Promise<Session>,
    onSuccess: (session) => {
      globalThis.history.replaceState(null, '', '/start');
      queries.setQueryData(startQuery.queryKey, (known) => known && { ...known, needsFirstUser: false });
      queries.setQueryData(sessionQuery.queryKey, session);
      onDone();
    },
  });
  const refusal = create.error instanceof ProblemError && create.error.field === 'password' ? null : create.error;
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(account: Account) => create.mutate(account)}>
      {refusal && <Alert type="error" showIcon title={problem(refusal).title} description={problem(refusal).detail || undefined} className={styles.refusal} />}
      {!code && (
        <Form.Item name="code" label={t('account.code')} extra={t('account.codeHint')} rules={[{ required: true, whitespace: true, message: t('account.codeNeeded') }]}>
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
      )}
      <div className={styles.pair}>
        <Form.Item name="name" label={t('account.name')} rules={[{ required: true, whitespace: true, message: t('account.nameNeeded') }]}><Input autoComplete="name" autoFocus maxLength={200} /></Form.Item>
        <Form.Item name="email" label={t('account.email')} rules={[{ required: true, type: 'email', message: t('account.emailNeeded') }]}><Input type="email" autoComplete="username" spellCheck={false} /></Form.Item>
      </div>
      <NewPassword name="password" label={t('account.password')} error={create.error} field="password" />
      <Button type="primary" htmlType="submit" loading={create.isPending}>{t('account.submit')}</Button>
    </Form>
  );
}
