import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Select, Tag } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Panel } from '@/components/Panel';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { usePages } from '@/lib/usePages';
import { activityQuery, readDecisions, undo, useMatchingChanged, type DecisionFilter } from '../api';
import { MatchingFrame } from '../MatchingFrame';
import styles from '../matching.module.css';
import { Pattern } from '../Pattern';
import { matchingKey } from '../public';
import type { DecisionLine, Population } from '../types';
import { useBits } from '../useBits';

/** Who decided what and when; every decision can be taken back. */
export default function DecisionsPage() {
  return <MatchingFrame section="decisions">{(population) => <Decisions population={population} />}</MatchingFrame>;
}

const tones = { same: 'success', different: 'error', later: 'default' } as const;

function Decisions({ population }: { population: Population }) {
  const { t } = useTranslation('matching');
  const [parameters, setParameters] = useSearchParams();
  const text = (name: string) => parameters.get(name) ?? undefined;
  const filter: DecisionFilter = { entity: population.entity.id, kind: population.kind, who: text('who'), decision: text('decision'), automatic: parameters.has('automatic') ? parameters.get('automatic') === 'true' : undefined, from: text('from'), to: text('to') };
  const list = usePages([...matchingKey, 'decisions', filter], (cursor: string | undefined, signal) => readDecisions(filter, cursor, signal));
  const { data: activity } = useQuery(activityQuery(30));
  const set = (changes: Record<string, string | null | undefined>) => setParameters((known) => {
    for (const [name, value] of Object.entries(changes)) {
      if (value) known.set(name, value);
      else known.delete(name);
    }
    return known;
  }, { replace: true });
  const day = (name: 'from' | 'to') => (parameters.has(name) ? dayjs(parameters.get(name)) : null);
  const filtered = ['who', 'decision', 'automatic', 'from', 'to'].some((name) => parameters.has(name));
  return (
    <Panel flush>
      <DataTable<DecisionLine> label={t('decisions.title')} columns={useColumns()} rows={list.items} rowKey={(row) => String(row.id)} loading={list.loading} error={list.error} onRetry={list.retry} stale={list.stale} hasMore={list.hasMore} loadingMore={list.loadingMore} onMore={list.loadMore}
        empty={filtered ? <EmptyState compact title={t('decisions.noneLike')} /> : <EmptyState compact title={t('decisions.none')} text={t('decisions.noneText')} action={<Link to="/matching">{t('decisions.toReview')}</Link>} />}
        tools={
          <div className={styles.tools}>
            <Select aria-label={t('decisions.decision')} className={styles.choice} value={filter.decision ?? ''} onChange={(decision: string) => set({ decision })} options={[{ value: '', label: t('decisions.any') }, ...(['same', 'different', 'later'] as const).map((one) => ({ value: one, label: t(`verdicts.${one}`) }))]} />
            <Select aria-label={t('decisions.by')} className={styles.choice} value={parameters.get('automatic') ?? ''} onChange={(automatic: string) => set({ automatic })} options={[{ value: '', label: t('decisions.byAnyone') }, { value: 'false', label: t('decisions.byPeople') }, { value: 'true', label: t('decisions.byItself') }]} />
            <Select aria-label={t('decisions.who')} className={styles.choice} value={filter.who ?? ''} onChange={(who: string) => set({ who })} options={[{ value: '', label: t('decisions.anyone') }, ...(activity?.people ?? []).map((one) => ({ value: one.id, label: <span translate="no">{one.who}</span> }))]} />
            <DatePicker.RangePicker value={[day('from'), day('to')]} allowEmpty={[true, true]} onChange={(days) => set({ from: days?.[0]?.startOf('day').toISOString(), to: days?.[1]?.endOf('day').toISOString() })} />
          </div>
        } />
    </Panel>
  );
}

function useColumns(): DataColumn<DecisionLine>[] {
  const { t } = useTranslation('matching');
  const { t: profiles } = useTranslation('profiles');
  const format = useFormat();
  const bits = useBits();
  const side = (one: { id: string; name: string }) => <Link to={`/profiles/${one.id}`} translate="no">{one.name || profiles('unnamed')}</Link>;
  return [
    { key: 'pair', title: t('decisions.pair'), width: 270, render: (row) => <span className={styles.sides}>{side(row.first)}{side(row.second)}</span> },
    { key: 'decision', title: t('decisions.decision'), width: 140, render: (row) => <span className={styles.sides}><span><Tag color={row.state === 'undone' ? 'default' : tones[row.decision]} className={row.state === 'undone' ? styles.undone : undefined}>{t(`verdicts.${row.decision}`)}</Tag></span>{row.state === 'undone' && <small>{t('decisions.undone')}</small>}</span> },
    { key: 'who', title: t('decisions.who'), width: 190, render: (row) => <span className={styles.sides}>{row.automatic ? <span>{t('decisions.itself')}</span> : <span translate="no">{row.who}</span>}<small>{format.dateTime(row.at)}</small></span> },
    { key: 'probability', title: t('decisions.probability'), width: 126, align: 'right', render: (row) => bits.chance(row.probability) },
    { key: 'why', title: t('decisions.why'), render: (row) => (row.reason && !row.automatic ? <span translate="no">{row.reason}</span> : <Pattern fields={row.fields} most={3} />) },
    { key: 'undo', title: '', width: 120, align: 'right', render: (row) => <Undo row={row} /> },
  ];
}

function Undo({ row }: { row: DecisionLine }) {
  const { t } = useTranslation('matching');
  const { can } = useSession();
  const confirm = useConfirm();
  const { done } = useTold();
  const queries = useQueryClient();
  const changed = useMatchingChanged();
  const back = useMutation({ mutationFn: () => undo(row.id), onSuccess: () => {
    done(t('decisions.undoneNow'));
    void queries.invalidateQueries({ queryKey: [...matchingKey, 'pair'] });
    changed();
  } });
  if (row.state === 'undone' || !can('matching:write')) return null;
  return <Button size="small" loading={back.isPending} onClick={() => confirm({ title: t('decisions.undoTitle'), text: <span translate="no">{`${row.first.name} + ${row.second.name}`}</span>, consequences: [t(`decisions.undoMeans.${row.decision}`), t('decisions.undoOpen')], verb: t('decisions.undo'), action: () => back.mutateAsync() })}>{t('decisions.undo')}</Button>;
}
