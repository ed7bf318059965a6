import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Panel } from '@/components/Panel';
import { SourceTag } from '@/components/SourceTag';
import { useFormat } from '@/lib/format/useFormat';
import { grouped } from '@/lib/grouped';
import { useSourceNames } from '@/features/sources/public';
import { groupsQuery, type Filter, type Group } from './api';
import { Entries } from './Entries';
import { EntryDrawer } from './EntryDrawer';
import { GroupVerbs } from './GroupVerbs';
import styles from './quarantine.module.css';
import { useReasons } from './useReasons';

/** Input that was refused: why, of which source, and what can be done. */
export default function QuarantinePage() {
  const { t } = useTranslation('quarantine');
  const [parameters, setParameters] = useSearchParams();
  const { data: groups, error, isPending, refetch } = useQuery(groupsQuery);
  const filter: Filter = { source: parameters.get('source') ?? undefined, reason: parameters.get('reason') ?? undefined };
  const open = Number(parameters.get('id')) || null;
  const show = (next: Filter, id?: number) => setParameters({ ...(next.source ? { source: next.source } : {}), ...(next.reason ? { reason: next.reason } : {}), ...(id ? { id: String(id) } : {}) }, { replace: id === undefined });
  if (error && !groups) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const nothing = groups?.length === 0;
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      {isPending ? <Panel><Bones lines={6} /></Panel> : nothing ? <EmptyState title={t('empty')} text={t('emptyText')} /> : (
        <div className={styles.page}>
          <Groups groups={groups ?? []} filter={filter} onChoose={show} />
          <div className={styles.chosen}>
            <Explanation filter={filter} count={countOf(groups ?? [], filter)} onClear={() => show({})} />
            <Entries filter={filter} onOpen={(id) => show(filter, id)} />
          </div>
        </div>
      )}
      <EntryDrawer id={open} onClose={() => show(filter)} />
    </>
  );
}

const countOf = (groups: readonly Group[], { source, reason }: Filter) =>
  groups.filter((group) => (!source || group.source === source) && (!reason || group.reason === reason)).reduce((sum, group) => sum + group.count, 0);

function Groups({ groups, filter, onChoose }: { groups: Group[]; filter: Filter; onChoose: (filter: Filter) => void }) {
  const { t } = useTranslation('quarantine');
  const format = useFormat();
  const reasons = useReasons();
  const name = useSourceNames();
  const byReason = grouped(groups, (group) => group.reason).map(([reason, own]) => ({ reason, own: own.sort((a, b) => b.count - a.count), count: countOf(own, {}) })).sort((a, b) => b.count - a.count);
  const is = (one: Filter) => (one.reason ?? '') === (filter.reason ?? '') && (one.source ?? '') === (filter.source ?? '');
  return (
    <nav aria-label={t('groups')} className={styles.groups}>
      <button type="button" aria-current={is({})} onClick={() => onChoose({})}><span>{t('all')}</span><b>{format.number(countOf(groups, {}))}</b></button>
      {byReason.map(({ reason, own, count }) => (
        <div key={reason}>
          <button type="button" aria-current={is({ reason })} onClick={() => onChoose({ reason })}><span>{reasons.title(reason)}</span><b>{format.number(count)}</b></button>
          {own.map((group) => (
            <button type="button" key={group.source} className={styles.sub} aria-current={is({ reason, source: group.source })} onClick={() => onChoose({ reason, source: group.source })}>
              <SourceTag source={group.source} name={name(group.source)} /><b>{format.number(group.count)}</b>
            </button>
          ))}
        </div>
      ))}
    </nav>
  );
}

function Explanation({ filter, count, onClear }: { filter: Filter; count: number; onClear: () => void }) {
  const { t } = useTranslation('quarantine');
  const reasons = useReasons();
  const name = useSourceNames();
  if (!filter.reason && !filter.source) return null;
  const title = [filter.reason && reasons.title(filter.reason), filter.source && name(filter.source)].filter(Boolean).join(' · ');
  return (
    <Panel title={title} actions={<Button type="text" size="small" onClick={onClear}>{t('clear')}</Button>}>
      {filter.reason && (
        <div className={styles.explanation}>
          <p>{reasons.text(filter.reason)}</p>
          <p>{reasons.remedy(filter.reason)}</p>
          <code>{filter.reason}</code>
        </div>
      )}
      <GroupVerbs key={`${filter.source} ${filter.reason}`} filter={filter} title={title} count={count} />
    </Panel>
  );
}
