import { DownloadOutlined, LinkOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Behind } from '@/components/charts/types';
import { copy } from '@/components/Copyable';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Panel } from '@/components/Panel';
import { useTold } from '@/components/useTold';
import { AddToDashboard } from './dashboards/AddToDashboard';
import { fileAddress, reportQuery } from './api';
import { isAskable, lastQuarter, queryOf, reports, todayOf, valuesOf, type Values } from './logic/parameters';
import { Parameters } from './parameters/Parameters';
import { AnswerView } from './parts/AnswerView';
import { Costs } from './parts/Costs';
import { GroupsButton } from './parts/Groups';
import { Notices } from './parts/Notices';
import { PeoplePanel } from './parts/PeoplePanel';
import type { ReportName } from './types';
import styles from './reports.module.css';

/** A report: what can be chosen, what came out, and the people behind every number. */
export default function ReportPage() {
  const { t } = useTranslation('reports');
  const { kind = '', part } = useParams();
  const name = part ? `${kind}/${part}` : kind;
  if (!Object.hasOwn(reports, name)) return <EmptyState title={t('app:notFound.title')} text={<Link to="/reports">{t('title')}</Link>} />;
  return <Report key={name} name={name as ReportName} />;
}

function Report({ name }: { name: ReportName }) {
  const { t } = useTranslation('reports');
  const [query, setQuery] = useSearchParams();
  const values = valuesOf(name, query);
  const change = (next: Values) => setQuery(queryOf(next), { replace: true });
  return (
    <>
      <PageHeader title={t(`report.${name}.title`)} text={t(`report.${name}.text`)} parent={<Link to="/reports">{t('title')}</Link>} actions={isAskable(name, values) && <Actions name={name} values={values} />} />
      {name.startsWith('rfm') && <RfmParts name={name} />}
      <Panel><Parameters name={name} values={values} onChange={change} /></Panel>
      {isAskable(name, values) ? <Answer name={name} values={values} /> : <EmptyState title={t(`report.${name}.empty`)} text={t(`report.${name}.emptyText`)} />}
      {name === 'campaigns' && <div className={styles.answer}><Costs /></div>}
    </>
  );
}

function RfmParts({ name }: { name: ReportName }) {
  const { t } = useTranslation('reports');
  return (
    <nav aria-label={t('report.rfm.title')} className={styles.sections}>
      {(['rfm', 'rfm/transitions'] as const).map((one) => <Link key={one} to={one === 'rfm' ? '/reports/rfm' : `/reports/${one}?${queryOf(lastQuarter(todayOf(new Date())))}`} aria-current={one === name ? 'page' : undefined}>{t(one === 'rfm' ? 'rfm.now' : 'rfm.transitions')}</Link>)}
      <span className={styles.right}><GroupsButton /></span>
    </nav>
  );
}

function Actions({ name, values }: { name: ReportName; values: Values }) {
  const { t } = useTranslation('reports');
  const { done } = useTold();
  const take = () => void copy(globalThis.location.href).then((copied) => { if (copied) done(t('linkCopied')); });
  return (
    <>
      <AddToDashboard name={name} values={values} />
      <Tooltip title={t('linkText')}><Button icon={<LinkOutlined />} onClick={take}>{t('link')}</Button></Tooltip>
      <Button icon={<DownloadOutlined />} href={fileAddress(name, values)} download={`${name.replace('/', '-')}.csv`}>{t('download')}</Button>
    </>
  );
}

function Answer({ name, values }: { name: ReportName; values: Values }) {
  const { t } = useTranslation('reports');
  const [behind, setBehind] = useState<Behind | null>(null);
  const { data, error, isPlaceholderData, refetch } = useQuery(reportQuery(name, values));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className={styles.waiting} aria-busy="true"><Panel><Bones lines={10} /></Panel></div>;
  return (
    <div className={styles.answer} data-stale={isPlaceholderData} aria-busy={isPlaceholderData}>
      <Notices answer={data} onFresh={() => void refetch()} />
      <AnswerView name={name} answer={data} onOpen={setBehind} />
      <PeoplePanel title={t(`report.${name}.title`)} name={name} values={values} behind={behind} onClose={() => setBehind(null)} />
    </div>
  );
}
