import { useQuery } from '@tanstack/react-query';
import { Button, Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { Outside } from '@/components/Outside';
import type { Session } from '@/lib/api/types';
import { sessionQuery } from '@/lib/session';
import { startQuery } from '@/lib/start';
import { AccountStep } from './AccountStep';
import { CompanyStep } from './CompanyStep';
import { DataStep } from './DataStep';
import { SourceStep, type NewSource } from './SourceStep';
import styles from './start.module.css';

type Step = 'account' | 'company' | 'source' | 'data';
const steps: Step[] = ['account', 'company', 'source', 'data'];

/** From an empty base to the first profile, a step at a time; each but the first can be left for later. */
export default function StartPage() {
  const { t } = useTranslation('start');
  const start = useQuery(startQuery);
  const session = useQuery(sessionQuery);
  const [reached, setReached] = useState<Step>('account');
  const [source, setSource] = useState<NewSource | null>(null);
  if (start.error) return <Outside title={t('title')}><ErrorState compact error={start.error} onRetry={() => void start.refetch()} /></Outside>;
  if (!start.data || session.isPending) return null;
  const signedIn = session.data;
  if (!start.data.needsFirstUser && !signedIn) return <Navigate to="/sign-in?next=/start" replace />;

  const step: Step = signedIn && reached === 'account' ? 'company' : reached;
  if (signedIn && !canBegin(signedIn)) return <Navigate to="/" replace />;
  return (
    <Outside title={t(`${step}.title`)} text={t(`${step}.text`)} width={660} foot={signedIn && <Link to="/?later">{t('later')}</Link>}>
      <Steps className={styles.steps} size="small" current={steps.indexOf(step)} responsive={false} items={steps.map((one) => ({ title: t(`${one}.step`) }))} />
      {step === 'account' && <AccountStep onDone={() => setReached('company')} />}
      {step === 'company' && <CompanyStep onDone={() => setReached('source')} />}
      {step === 'source' && <SourceStep onDone={(made) => { setSource(made); setReached('data'); }} />}
      {step === 'data' && source && <DataStep source={source} />}
      {step === 'data' && <div className={styles.foot}><Button type="link" onClick={() => setReached('source')}>{t('data.another')}</Button></div>}
    </Outside>
  );
}

const canBegin = (session: Session) => session.scopes.includes('workspace:write') && session.scopes.includes('sources:write');
