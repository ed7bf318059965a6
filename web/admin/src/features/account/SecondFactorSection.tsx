import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Copyable, CopyButton } from '@/components/Copyable';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { sessionQuery, useSession } from '@/lib/session';
import { qrPath } from './qr';
import styles from './account.module.css';

type Secret = components['schemas']['SecondFactorBegun'];

/** A code of an authenticator app besides the password: turned on in two steps, with recovery codes at the end. */
export function SecondFactorSection() {
  const { t } = useTranslation('account');
  const { user } = useSession();
  const queries = useQueryClient();
  const { done } = useTold();
  const [asking, setAsking] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const refresh = () => queries.invalidateQueries(sessionQuery);
  const begin = useMutation({ mutationFn: (password: string) => body(api.POST('/api/session/totp', { body: { password } })), onSuccess: (made) => { setAsking(false); setSecret(made); } });
  const confirm = useMutation({
    mutationFn: (code: string) => body(api.PUT('/api/session/totp', { body: { code: code.replace(/\s/g, '') } })),
    onSuccess: async ({ recoveryCodes }) => {
      setSecret(null);
      setCodes(recoveryCodes);
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (password: string) => api.DELETE('/api/session/totp', { body: { password } }),
    onSuccess: async () => {
      setAsking(false);
      setCodes(null);
      done(t('factor.removed'));
      await refresh();
    },
  });
  return (
    <section className={styles.section}>
      <h2>{t('factor.title')}</h2>
      <p>{user.hasTotp ? t('factor.on') : t('factor.off')}</p>
      {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {secret && <Setup secret={secret} busy={confirm.isPending} error={confirm.error} onCode={confirm.mutate} onCancel={() => setSecret(null)} />}
      {asking && <AskPassword verb={user.hasTotp ? t('factor.remove') : t('app:next')} busy={begin.isPending || remove.isPending} error={user.hasTotp ? remove.error : begin.error} onPassword={user.hasTotp ? remove.mutate : begin.mutate} onCancel={() => setAsking(false)} />}
      {!asking && !secret && !codes && <Button onClick={() => { begin.reset(); remove.reset(); setAsking(true); }}>{user.hasTotp ? t('factor.remove') : t('factor.add')}</Button>}
    </section>
  );
}

interface AskPasswordProps {
  verb: string;
  busy: boolean;
  error: unknown;
  onPassword: (password: string) => void;
  onCancel: () => void;
}

function AskPassword({ verb, busy, error, onPassword, onCancel }: AskPasswordProps) {
  const { t } = useTranslation('account');
  const problem = useProblemText();
  return (
    <Form layout="vertical" requiredMark={false} className={styles.narrow} onFinish={({ password }: { password: string }) => onPassword(password)}>
      {Boolean(error) && <Alert type="error" showIcon title={problem(error).title} className={styles.refusal} />}
      <Form.Item name="password" label={t('factor.password')} rules={[{ required: true, message: t('password.needed') }]}><Input.Password autoFocus autoComplete="current-password" /></Form.Item>
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={busy}>{verb}</Button>
        <Button onClick={onCancel}>{t('app:cancel')}</Button>
      </div>
    </Form>
  );
}

interface SetupProps {
  secret: Secret;
  busy: boolean;
  error: unknown;
  onCode: (code: string) => void;
  onCancel: () => void;
}

function Setup({ secret, busy, error, onCode, onCancel }: SetupProps) {
  const { t } = useTranslation('account');
  const problem = useProblemText();
  const { path, size } = useMemo(() => qrPath(secret.uri), [secret.uri]);
  return (
    <div className={styles.setup}>
      <svg className={styles.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('factor.qr')} shapeRendering="crispEdges"><path d={path} fill="#000" /></svg>
      <Form layout="vertical" requiredMark={false} onFinish={({ code }: { code: string }) => onCode(code)}>
        <p>{t('factor.scan')}</p>
        <p><Copyable code value={secret.secret}>{secret.secret.replace(/(.{4})(?=.)/g, '$1 ')}</Copyable></p>
        {Boolean(error) && <Alert type="error" showIcon title={problem(error).title} className={styles.refusal} />}
        <Form.Item name="code" label={t('factor.code')} rules={[{ required: true, whitespace: true, message: t('factor.codeNeeded') }]}><Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={7} style={{ width: 140 }} /></Form.Item>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" loading={busy}>{t('factor.turnOn')}</Button>
          <Button onClick={onCancel}>{t('app:cancel')}</Button>
        </div>
      </Form>
    </div>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation('account');
  return (
    <>
      <Alert type="warning" showIcon title={t('factor.codesTitle')} description={t('factor.codesText')} />
      <ul className={styles.codes} aria-label={t('factor.codesTitle')}>{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <div className={styles.buttons}><Button type="primary" onClick={onKept}>{t('factor.codesKept')}</Button><CopyButton value={codes.join('\n')} /></div>
    </>
  );
}
