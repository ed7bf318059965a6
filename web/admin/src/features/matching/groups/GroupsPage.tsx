import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Panel } from '@/components/Panel';
import { useNarrow } from '@/components/useNarrow';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { countQuery, groupsQuery } from '../api';
import { readFilter, writeFilter, type PairFilter } from '../logic/filter';
import { MatchingFrame } from '../MatchingFrame';
import styles from '../matching.module.css';
import { NoModel } from '../NoModel';
import { Pattern } from '../Pattern';
import { Filters } from '../review/Filters';
import type { PatternGroup, Population } from '../types';
import { useBits } from '../useBits';
import { BulkDrawer, type Bulk } from './BulkDrawer';

/** Pairs that agree and differ in the same fields, to be looked at and decided together. */
export default function GroupsPage() {
  return <MatchingFrame section="groups">{(population) => (population.model ? <Groups population={population} /> : <NoModel population={population} />)}</MatchingFrame>;
}

function Groups({ population }: { population: Population }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const { can } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const own = readFilter(parameters);
  const filter: PairFilter = { ...own, pattern: undefined, profile: undefined, entity: population.entity.id, kind: population.kind };
  const { data, error, isPending, refetch } = useQuery({ ...groupsQuery(filter), placeholderData: (before) => before });
  const [bulk, setBulk] = useState<Bulk | null>(null);
  const change = (next: Partial<PairFilter>) => setParameters(writeFilter({ ...own, ...next }), { replace: true });
  // Not a sum of what is listed: there may be more groups than the list holds.
  const { data: total = 0 } = useQuery(countQuery(filter));
  const bits = useBits();
  const narrow = useNarrow();
  const columns: DataColumn<PatternGroup>[] = [
    { key: 'pattern', title: t('groups.pattern'), render: (row) => <Pattern fields={row.fields} /> },
    { key: 'pairs', title: t('groups.pairs'), width: 90, align: 'right', render: (row) => format.number(row.pairs) },
    { key: 'probability', title: t('groups.probability'), width: 150, align: 'right', render: (row) => [...new Set([row.minProbability, row.maxProbability].map(bits.chance))].join(' – ') },
    // Beside a card on a telephone they would leave no room for what they are about.
    { key: 'acts', title: narrow ? t('groups.acts') : '', width: 230, align: 'right', render: (row) => (
      <span className={styles.buttons}>
        <Link to={{ pathname: '/matching', search: new URLSearchParams(writeFilter({ ...filter, pattern: row.pattern })).toString() }}>{t('groups.review')}</Link>
        {can('matching:write') && <Button size="small" onClick={() => setBulk({ filter: { ...filter, pattern: row.pattern }, fields: row.fields })}>{t('groups.decide')}</Button>}
      </span>
    ) },
  ];
  return (
    <>
      <Panel flush>
        <DataTable<PatternGroup> label={t('groups.title')} columns={columns} rows={data ?? []} rowKey={(row) => row.pattern} loading={isPending} error={error} onRetry={() => void refetch()} empty={<EmptyState compact title={t('queue.empty')} text={t('queue.emptyText')} />}
          tools={
            <div className={styles.tools}>
              <Filters filter={filter} population={population} onChange={change} short />
              {can('matching:write') && total > 0 && <Button onClick={() => setBulk({ filter, fields: null })}>{t('groups.decideAll', { count: total, text: format.number(total) })}</Button>}
            </div>
          } />
      </Panel>
      <BulkDrawer bulk={bulk} onClose={() => setBulk(null)} />
    </>
  );
}
