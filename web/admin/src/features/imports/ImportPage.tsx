import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { Naming } from '@/components/Naming';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Facts, Panel } from '@/components/Panel';
import { SourceTag } from '@/components/SourceTag';
import { useConfirm } from '@/components/useConfirm';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { useSourceNames } from '@/features/sources/public';
import { canGoOn, canUndo, importQuery, isActive, isUntouched, useChangeImport, type Import } from './api';
import { DryRunPanel } from './DryRunPanel';
import styles from './imports.module.css';
import { Mapping } from './Mapping';
import { Progress } from './Progress';
import { RefusedRows } from './RefusedRows';
import { Result } from './Result';
import { State } from './State';

/** One import: its mapping, its dry run, its progress, what became of it. */
export default function ImportPage() {
  const { t } = useTranslation('imports');
  const id = Number(useParams().id);
  const { data, error, refetch } = useQuery(importQuery(id));
  const crumbs = <Link to="/imports">{t('list.title')}</Link>;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <><PageHeader title={t('list.one', { id })} parent={crumbs} /><Panel><Bones lines={8} /></Panel></>;
  return (
    <>
      <PageHeader title={data.name} isData parent={crumbs} text={<State of={data} />} actions={<Verbs of={data} />} />
      {data.error && <Alert type="error" showIcon title={t('failed')} description={<span lang="en">{data.error}</span>} className={styles.gap} />}
      {isActive(data) && <Progress of={data} />}
      {!isActive(data) && !isUntouched(data) && <Result of={data} />}
      {isUntouched(data) && data.dryRun && <DryRunPanel of={data} result={data.dryRun} />}
      {isUntouched(data) && <Mapping key={data.map.join('\n')} of={data} />}
      {data.refused > 0 && !data.filesDeleted && !isActive(data) && <RefusedRows id={id} refused={data.refused} />}
      <About of={data} />
    </>
  );
}

function Verbs({ of }: { of: Import }) {
  const { t } = useTranslation('imports');
  const { can } = useSession();
  const confirm = useConfirm();
  const change = useChangeImport(of.id);
  if (!can('imports:write') || isActive(of)) return null;
  const undo = () => confirm({
    title: <Naming phrase={(name) => t('undo.title', { name })} value={of.name} />, verb: t('undo.verb'), danger: true, consequences: [t('undo.events'), t('undo.profiles'), t('undo.kept'), t('undo.final')],
    action: () => change.mutateAsync({ verb: 'undo' }),
  });
  const remove = () => confirm({
    title: t('delete.title'), verb: t('delete.verb'), danger: true, consequences: [t('delete.file'), t('delete.data')], action: () => change.mutateAsync({ verb: 'delete' }),
  });
  return (
    <>
      {canGoOn(of) && <Button type="primary" onClick={() => confirm({ title: t('goOn.title'), text: t('goOn.text'), verb: t('goOn.verb'), action: () => change.mutateAsync({ verb: 'start' }) })}>{t('goOn.verb')}</Button>}
      {canUndo(of) && <Button onClick={undo}>{t('undo.button')}</Button>}
      {!of.filesDeleted && <Button type="text" onClick={remove}>{t('delete.button')}</Button>}
    </>
  );
}

function About({ of }: { of: Import }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const sourceName = useSourceNames();
  return (
    <Panel title={t('about.title')}>
      <Facts items={[
        { label: t('column.source'), value: <SourceTag source={of.source} name={sourceName(of.source)} /> },
        { label: t('about.kind'), value: t(`kind.${of.kind}`) },
        { label: t('about.format'), value: `${of.format.toUpperCase()}, ${format.bytes(of.bytes)}` },
        { label: t('about.created'), value: format.dateTime(of.createdAt) },
        ...(of.startedAt ? [{ label: t('about.started'), value: format.dateTime(of.startedAt) }] : []),
        ...(of.finishedAt ? [{ label: t('about.finished'), value: format.dateTime(of.finishedAt) }] : []),
        ...(of.filesDeleted ? [{ label: t('about.file'), value: t('about.deleted') }] : []),
      ]} />
    </Panel>
  );
}
