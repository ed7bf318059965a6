import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Panel } from '@/components/Panel';
import { useSession } from '@/lib/session';
import { rulesQuery, type Rules } from './api';
import { ChangeBar } from './ChangeBar';
import { Jobs } from './Jobs';
import { SharedValues } from './SharedValues';
import { TypesTable } from './TypesTable';

/** Rules by which records are found to be one person; a change is tried before it can be applied. */
export default function IdentityPage() {
  const { t } = useTranslation('identity');
  const { data, error, refetch, dataUpdatedAt } = useQuery({ ...rulesQuery, staleTime: Infinity });
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={<Link to="/conflicts">{t('toConflicts')}</Link>} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : data ? <Editing key={dataUpdatedAt} rules={data} /> : <Panel><Bones lines={10} /></Panel>}
    </>
  );
}

function Editing({ rules }: { rules: Rules }) {
  const { can } = useSession();
  const [draft, setDraft] = useState(rules);
  const readOnly = !can('identity:write');
  return (
    <>
      <Jobs />
      <TypesTable before={rules} draft={draft} onChange={setDraft} readOnly={readOnly} />
      <SharedValues draft={draft} onChange={setDraft} readOnly={readOnly} />
      <ChangeBar before={rules} draft={draft} onReset={() => setDraft(rules)} />
    </>
  );
}
