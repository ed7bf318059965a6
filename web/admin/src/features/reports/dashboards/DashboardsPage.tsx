import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Panel } from '@/components/Panel';
import { useConfirm } from '@/components/useConfirm';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { dashboardsQuery, useRemoveDashboard, useSaveDashboard, type Dashboard } from './api';
import styles from './dashboards.module.css';
import { NameWindow } from './NameWindow';
import { ArrangedTiles, Tiles, type Arranged } from './Tiles';

const addressOf = (key: string) => `/dashboards/${encodeURIComponent(key)}`;

/** Dashboards: one is shown, the others are a link away. */
export default function DashboardsPage() {
  const { t } = useTranslation('reports');
  const { key } = useParams();
  const { data, error, refetch } = useQuery(dashboardsQuery);
  const [arranging, setArranging] = useState(false);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const shown = data && (key === undefined ? data[0] : data.find((one) => one.key === key));
  return (
    <>
      <Head dashboard={shown} arranging={arranging} onArrange={() => setArranging(true)} />
      {data && data.length > 1 && (
        <nav aria-label={t('dashboard.all')}>
          <ul className={styles.list}>{data.map((one) => <li key={one.key}><Link to={addressOf(one.key)} aria-current={one.key === shown?.key ? 'page' : undefined} onClick={() => setArranging(false)}><Name of={one} /></Link></li>)}</ul>
        </nav>
      )}
      {!data ? <Panel><Bones lines={8} /></Panel>
        : !shown ? <EmptyState title={t('dashboard.none')} />
          : arranging && !shown.isBuiltIn ? <Arranging key={shown.key} dashboard={shown} onDone={() => setArranging(false)} />
            : shown.tiles.length === 0 ? <EmptyState title={t('dashboard.empty')} text={t('dashboard.emptyText')} action={<Link to="/reports">{t('title')}</Link>} />
              : <Tiles key={shown.key} tiles={shown.tiles} />}
    </>
  );
}

function Name({ of }: { of: Dashboard }) {
  const { t } = useTranslation('reports');
  return of.isBuiltIn ? <>{t('dashboard.builtIn')}</> : <span translate="no">{of.name}</span>;
}

function Head({ dashboard, arranging, onArrange }: { dashboard: Dashboard | undefined; arranging: boolean; onArrange: () => void }) {
  const { t } = useTranslation('reports');
  const navigate = useNavigate();
  const confirm = useConfirm();
  const { done } = useTold();
  const remove = useRemoveDashboard();
  const [making, setMaking] = useState<'new' | 'copy' | null>(null);
  const isOwn = dashboard !== undefined && !dashboard.isBuiltIn;
  const actions = !arranging && (
    <Allowed scope="reports:write">
      {isOwn && <Button danger type="text" onClick={() => confirm({ title: t('dashboard.removeTitle', { name: dashboard.name }), text: t('dashboard.removeText'), verb: t('app:delete'), danger: true, action: () => remove.mutateAsync(dashboard.key).then(() => { done(t('dashboard.removed')); void navigate('/dashboards'); }) })}>{t('app:delete')}</Button>}
      {dashboard && <Button onClick={() => setMaking('copy')}>{t('dashboard.copy')}</Button>}
      {isOwn && <Button icon={<EditOutlined />} onClick={onArrange}>{t('dashboard.arrange')}</Button>}
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking('new')}>{t('dashboard.add')}</Button>
    </Allowed>
  );
  return (
    <>
      <PageHeader title={isOwn ? dashboard.name : t(dashboard ? 'dashboard.builtIn' : 'dashboard.title')} isData={isOwn} text={dashboard?.isBuiltIn ? t('dashboard.builtInText') : undefined} actions={actions} />
      {making && <NameWindow title={t(making === 'new' ? 'dashboard.add' : 'dashboard.copy')} tiles={making === 'copy' ? dashboard!.tiles : []} onClose={() => setMaking(null)} onMade={(key) => { setMaking(null); void navigate(addressOf(key)); }} />}
    </>
  );
}

/** Arranges a dashboard; nothing is kept until it is saved. */
function Arranging({ dashboard, onDone }: { dashboard: Dashboard; onDone: () => void }) {
  const { t } = useTranslation('reports');
  const { done } = useTold();
  const problem = useProblemText();
  const save = useSaveDashboard();
  const [name, setName] = useState(dashboard.name);
  const [tiles, setTiles] = useState<Arranged[]>(() => dashboard.tiles.map((tile, id) => ({ ...tile, id })));
  const keep = () => save.mutate({ key: dashboard.key, name: name.trim() || dashboard.name, version: dashboard.version, tiles: tiles.map(({ report, parameters, title, chart, width }) => ({ report, parameters, title, chart, width })) }, { onSuccess: () => { done(t('dashboard.saved')); onDone(); } });
  const refusal = save.error ? problem(save.error) : null;
  return (
    <>
      {refusal && <Alert type="error" showIcon title={refusal.title} description={<span lang="en">{refusal.detail}</span>} />}
      <div className={styles.bar}>
        <Input aria-label={t('dashboard.name')} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        <Button onClick={onDone}>{t('app:cancel')}</Button>
        <Button type="primary" loading={save.isPending} onClick={keep}>{t('app:save')}</Button>
      </div>
      {tiles.length === 0 ? <EmptyState title={t('dashboard.empty')} text={t('dashboard.emptyText')} /> : <ArrangedTiles tiles={tiles} onChange={setTiles} />}
    </>
  );
}
