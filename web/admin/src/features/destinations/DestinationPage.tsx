import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { ActionMenu } from '@/components/ActionMenu';
import { Allowed } from '@/components/Allowed';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { Naming } from '@/components/Naming';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Facts, Figures, Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { Sections } from '@/components/Sections';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';
import { useColumnLabels } from '@/features/exports/public';
import { useSegmentNames } from '@/features/segments/public';
import { isProblem } from '@/lib/api/problem';
import { useFormat } from '@/lib/format/useFormat';
import { destinationQuery, useAct, useSaveDestination, useTest, type Destination, type Test } from './api';
import { DeadLetters } from './DeadLetters';
import { DestinationDrawer } from './DestinationDrawer';
import { HowToCheck } from './HowToCheck';
import { stateOf } from './State';
import styles from './destinations.module.css';

/** A destination: how sending goes, what it is sent, and what it did not take. */
export default function DestinationPage() {
  const { t } = useTranslation('destinations');
  const { key = '' } = useParams();
  const { data, error, refetch } = useQuery(destinationQuery(key));
  if (isProblem(error, 'destination-not-found')) return <EmptyState title={t('notFound')} action={<Link to="/destinations">{t('toList')}</Link>} />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <Shown key={key} destination={data} /> : <Bones lines={10} />;
}

function Shown({ destination }: { destination: Destination }) {
  const { t } = useTranslation('destinations');
  const [parameters] = useSearchParams();
  const [editing, setEditing] = useState(false);
  const test = useTest(destination.key);
  const { failed } = useTold();
  const sections = [
    { key: 'what', to: '?', content: <What destination={destination} /> },
    { key: 'dead', to: '?show=dead', content: <DeadLetters destination={destination} /> },
    { key: 'check', to: '?show=check', content: <Panel title={t('check.title')}><HowToCheck /></Panel> },
  ];
  const asked = parameters.get('show') ?? '';
  return (
    <>
      <PageHeader title={destination.name} isData parent={<Link to="/destinations">{t('title')}</Link>} text={<code>{destination.url}</code>}
        actions={<Allowed scope="destinations:write"><Button onClick={() => test.mutate(undefined, { onError: failed })} loading={test.isPending}>{t('test.verb')}</Button><Button type="primary" onClick={() => setEditing(true)}>{t('app:edit')}</Button><More destination={destination} /></Allowed>} />
      {test.data && <TestAnswer of={test.data} onClose={test.reset} />}
      <State of={destination} />
      <div className={styles.sections}>
        <Sections label={t('sections')} chosen={sections.some((one) => one.key === asked) ? asked : 'what'} sections={sections.map((one) => ({ ...one, label: one.key === 'dead' && destination.dead > 0 ? t('section.deadCount', { count: destination.dead }) : t(`section.${one.key}`) }))} />
      </div>
      <DestinationDrawer open={editing} destination={destination} onClose={() => setEditing(false)} />
    </>
  );
}

function State({ of }: { of: Destination }) {
  const { t } = useTranslation('destinations');
  const format = useFormat();
  const { word, tone } = stateOf(of);
  return (
    <>
      <Figures items={[
        { label: t('column.state'), value: t(`state.${word}`), tone: tone === 'busy' || tone === 'calm' ? undefined : tone, note: of.nextTryAt && of.state !== 'off' && of.lastError ? <>{t('nextTry')} <RelativeTime at={of.nextTryAt} /></> : undefined },
        { label: t('column.sent'), value: format.number(of.sent), note: of.lastSuccessAt && <>{t('lastTaken')} <RelativeTime at={of.lastSuccessAt} /></> },
        { label: t('column.waiting'), value: format.number(of.waiting) },
        { label: t('column.dead'), value: format.number(of.dead), tone: of.dead > 0 ? 'bad' : undefined },
      ]} />
      {of.lastError && <Alert type={of.state === 'open' ? 'error' : 'warning'} showIcon className={styles.error} title={t(`why.${word}`)} description={<span lang="en">{of.lastError}</span>} />}
    </>
  );
}

function TestAnswer({ of, onClose }: { of: Test; onClose: () => void }) {
  const { t } = useTranslation('destinations');
  const format = useFormat();
  const title = of.status === null ? t('test.silent') : t(of.taken ? 'test.taken' : 'test.refused', { status: of.status, text: format.number(of.elapsedMs) });
  return <Alert type={of.taken ? 'success' : 'error'} showIcon closable={{ onClose, 'aria-label': t('app:close') }} className={styles.gap} title={title} description={of.error && <span lang="en">{of.error}</span>} />;
}

function What({ destination }: { destination: Destination }) {
  const { t } = useTranslation('destinations');
  const format = useFormat();
  const segmentName = useSegmentNames();
  const label = useColumnLabels();
  return (
    <Panel>
      <Facts items={[
        { label: t('field.segments'), value: <span className={styles.links}>{destination.segments.map((key) => <Link key={key} to={`/segments/${key}`} translate="no">{segmentName(key)}</Link>)}</span> },
        { label: t('field.events'), value: format.list(destination.events.map((event) => t(`event.${event}`))) },
        { label: t('field.columns'), value: destination.columns.length > 0 ? <span translate="no">{format.list(destination.columns.map(label))}</span> : t('idAlone') },
        { label: t('field.key'), value: <code>{destination.key}</code> },
        { label: t('madeAt'), value: format.dateTime(destination.createdAt) },
        { label: t('updatedBy'), value: <span translate="no">{destination.updatedBy}</span> },
      ]} />
    </Panel>
  );
}

function More({ destination }: { destination: Destination }) {
  const { t } = useTranslation('destinations');
  const navigate = useNavigate();
  const confirm = useConfirm();
  const format = useFormat();
  const { done, failed } = useTold();
  const act = useAct(destination.key);
  const save = useSaveDestination();
  const { isEnabled } = destination;
  const turn = () => save.mutate({ ...destination, isEnabled: !isEnabled }, { onSuccess: () => done(t(isEnabled ? 'paused' : 'resumed')), onError: failed });
  const sendAll = () => confirm({ title: t('snapshot.title'), consequences: [t('snapshot.text'), t('snapshot.again')], verb: t('snapshot.verb'), action: () => act.mutateAsync({ verb: 'snapshot' }).then((count) => done(t('snapshot.done', { count, text: format.number(count) }))) });
  const remove = () => confirm({
    title: <Naming phrase={(name) => t('remove.title', { name })} value={destination.name} />, consequences: [t('remove.waiting'), t('remove.secret')], verb: t('app:delete'), danger: true,
    action: async () => {
      await act.mutateAsync({ verb: 'remove' });
      done(t('remove.done'));
      await navigate('/destinations');
    },
  });
  return (
    <ActionMenu menu={{ items: [{ key: 'all', label: t('snapshot.item'), onClick: sendAll, disabled: !isEnabled }, { key: 'turn', label: t(isEnabled ? 'pause' : 'resume'), onClick: turn }, { type: 'divider' }, { key: 'remove', label: t('app:delete'), danger: true, onClick: remove }] }}>
      <Button>{t('more')}</Button>
    </ActionMenu>
  );
}
