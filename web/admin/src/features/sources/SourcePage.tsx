import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { Copyable } from '@/components/Copyable';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Panel } from '@/components/Panel';
import { Sections } from '@/components/Sections';
import { useSession } from '@/lib/session';
import { isBuiltIn, sourceQuery } from './api';
import { Connect } from './Connect';
import { KindIcon } from './KindIcon';
import { Live } from './Live';
import { Overview } from './Overview';
import { SourceSettings } from './SourceSettings';
import styles from './sources.module.css';
import { useKindName } from './useKindName';

/** One source: what came and what it knows, how to connect it, its events as they come. */
export default function SourcePage() {
  const { t } = useTranslation('sources');
  const { can } = useSession();
  const kindName = useKindName();
  const { key = '' } = useParams();
  const [parameters] = useSearchParams();
  const { data: source, error, refetch } = useQuery(sourceQuery(key));
  const crumbs = <Link to="/sources">{t('list.title')}</Link>;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!source) return <><PageHeader title={key} isData parent={crumbs} /><Panel><Bones lines={6} /></Panel></>;

  const tabs = [
    { key: 'overview', label: t('tab.overview'), to: '?', content: <Overview source={source} /> },
    ...(isBuiltIn(source.kind) ? [] : [{ key: 'connect', label: t('tab.connect'), to: '?tab=connect', content: <Connect source={source} /> }]),
    ...(can('profiles:read') ? [{ key: 'live', label: t('tab.live'), to: '?tab=live', content: <Live source={source.key} /> }] : []),
    ...(can('sources:write') ? [{ key: 'settings', label: t('tab.settings'), to: '?tab=settings', content: <SourceSettings key={source.key} source={source} /> }] : []),
  ];
  const asked = parameters.get('tab') ?? 'overview';
  return (
    <>
      <PageHeader parent={crumbs} title={source.name} isData text={(
        <span className={styles.under}>
          <span><KindIcon kind={source.kind} /> {kindName(source.kind)}</span>
          <Copyable value={source.key} code />
          <span data-on={source.enabled} className={styles.state}>{source.enabled ? t('state.on') : t('state.off')}</span>
        </span>
      )} />
      <Sections label={t('tab.label')} chosen={tabs.some((tab) => tab.key === asked) ? asked : 'overview'} sections={tabs} />
    </>
  );
}
