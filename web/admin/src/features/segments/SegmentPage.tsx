import { useQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { JsonView } from '@/components/JsonView';
import { Naming } from '@/components/Naming';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { Sections } from '@/components/Sections';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';
import { ReceivedBy } from '@/features/destinations/public';
import { ExportButton } from '@/features/exports/public';
import { isProblem } from '@/lib/api/problem';
import { useSession } from '@/lib/session';
import { refreshMs, segmentQuery, useRemoveSegment, type Segment } from './api';
import { Changes } from './life/Changes';
import { Life } from './life/Life';
import { ListPanel } from './life/ListPanel';
import { Sizes } from './life/Sizes';
import { toForm } from './logic/toForm';
import { Members } from './Members';
import styles from './segments.module.css';
import { Sentence } from './Sentence';
import { WhySection } from './WhySection';

/** A segment: whom it holds and why. */
export default function SegmentPage() {
  const { t } = useTranslation('segments');
  const { key = '' } = useParams();
  const { data, error, refetch } = useQuery({ ...segmentQuery(key), refetchInterval: refreshMs });
  if (isProblem(error, 'segment-not-found')) return <EmptyState title={t('notFound')} action={<Link to="/segments">{t('toList')}</Link>} />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <Shown key={key} segment={data} /> : <Bones lines={10} />;
}

function Shown({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const { can } = useSession();
  const [parameters] = useSearchParams();
  const isList = segment.kind === 'list';
  const sections = [
    { key: 'members', content: <Members segment={segment} /> },
    ...(isList && can('segments:write') ? [{ key: 'list', content: <ListPanel segment={segment} /> }] : []),
    { key: 'sizes', content: <Sizes segment={segment} /> },
    { key: 'changes', content: <Changes segment={segment} /> },
    ...(isList ? [] : [{ key: 'why', content: <WhySection segment={segment} /> }, { key: 'rule', content: <Panel title={t('section.rule')} text={t('rule.asJson')}><JsonView text={JSON.stringify(segment.rule)} label={t('rule.jsonLabel')} /></Panel> }]),
  ];
  const asked = parameters.get('show') ?? '';
  return (
    <>
      <PageHeader title={segment.name} isData parent={<Link to="/segments">{t('title')}</Link>} text={segment.description ? <span translate="no">{segment.description}</span> : undefined} actions={<Actions segment={segment} />} />
      <Panel>
        <p className={styles.said}>{isList ? t('list.said') : <Sentence form={toForm(segment.rule)} />}</p>
        <p className={styles.soft}><Naming phrase={(name) => t('changedBy', { name })} value={segment.updatedBy} /> <RelativeTime at={segment.updatedAt} /></p>
        <ReceivedBy segment={segment.key} />
      </Panel>
      <div className={styles.life}><Life segment={segment} /></div>
      <div className={styles.sections}>
        <Sections label={t('sections')} chosen={sections.some((one) => one.key === asked) ? asked : 'members'} sections={sections.map((one) => ({ ...one, label: t(`section.${one.key}`), to: one.key === 'members' ? `/segments/${segment.key}` : `?show=${one.key}` }))} />
      </div>
    </>
  );
}

function Actions({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const navigate = useNavigate();
  const confirm = useConfirm();
  const { done } = useTold();
  const remove = useRemoveSegment();
  const ask = () => confirm({
    title: <Naming phrase={(name) => t('remove.title', { name })} value={segment.name} />, consequences: [t('remove.people'), t('remove.forGood')], verb: t('remove.verb'), danger: true,
    action: async () => {
      await remove.mutateAsync(segment.key);
      done(t('remove.done'));
      await navigate('/segments');
    },
  });
  return (
    <>
      <ExportButton of={segment} />
      <Allowed scope="segments:write">
        <Link to={`/segments/overlap?keys=${segment.key}`}><Button tabIndex={-1}>{t('overlap.link')}</Button></Link>
        {segment.kind !== 'list' && <Link to={`/segments/${segment.key}/edit`}><Button type="primary" tabIndex={-1}>{t('app:edit')}</Button></Link>}
        <Tooltip title={t('remove.hint')}><Button danger onClick={ask}>{t('app:delete')}</Button></Tooltip>
      </Allowed>
    </>
  );
}
