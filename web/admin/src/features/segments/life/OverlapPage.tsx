import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Panel } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import { segmentsQuery, type Segment } from '../api';
import styles from './life.module.css';
import { overlapMax, overlapQuery, type Overlap } from './api';

const shown = ['both', 'shareOfSmaller', 'jaccard'] as const;
type Shown = (typeof shown)[number];

/** How many people segments share, for each two of those chosen. */
export default function OverlapPage() {
  const { t } = useTranslation('segments');
  const [parameters, setParameters] = useSearchParams();
  const segments = useQuery(segmentsQuery);
  const [what, setWhat] = useState<Shown>('both');
  const all = segments.data ?? [];
  const asked = (parameters.get('keys') ?? '').split(',').filter((key) => all.some((segment) => segment.key === key));
  const keys = parameters.has('keys') ? asked : all.slice(0, 6).map((segment) => segment.key);
  const overlap = useQuery(overlapQuery(keys));
  return (
    <>
      <PageHeader title={t('overlap.title')} text={t('overlap.text')} parent={<Link to="/segments">{t('title')}</Link>} />
      <Panel>
        <div className={styles.tools}>
          <Select<string[]> mode="multiple" aria-label={t('overlap.choose')} placeholder={t('overlap.choose')} value={keys} maxCount={overlapMax} options={all.map(({ key, name }) => ({ value: key, label: name }))} showSearch={{ optionFilterProp: 'label' }} loading={segments.isPending}
            labelRender={({ label }) => <span translate="no">{label}</span>} onChange={(next) => setParameters({ keys: next.join(',') }, { replace: true })} className={styles.choose} />
          <Segmented<Shown> aria-label={t('overlap.what')} value={what} onChange={setWhat} options={shown.map((one) => ({ value: one, label: t(`overlap.${one}`) }))} />
        </div>
        {keys.length < 2 ? <EmptyState compact title={t('overlap.two')} /> : overlap.error ? <ErrorState compact error={overlap.error} onRetry={() => void overlap.refetch()} /> : overlap.data ? <Matrix overlap={overlap.data} keys={keys} what={what} segments={all} /> : <Bones lines={6} />}
      </Panel>
    </>
  );
}

function Matrix({ overlap, keys, what, segments }: { overlap: Overlap; keys: string[]; what: Shown; segments: readonly Segment[] }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const sizes = new Map(overlap.sizes.map(({ key, size }) => [key, size]));
  const pairs = new Map(overlap.pairs.flatMap((pair) => [[`${pair.a} ${pair.b}`, pair], [`${pair.b} ${pair.a}`, pair]] as const));
  const name = (key: string) => segments.find((segment) => segment.key === key)?.name ?? key;
  const cell = (row: string, column: string) => {
    const pair = pairs.get(`${row} ${column}`);
    if (row === column || !pair) return <td key={column} className={styles.own}>{row === column ? format.number(sizes.get(row)) : '–'}</td>;
    // The darker, the more of the smaller of the two is shared.
    return <td key={column} data-step={Math.min(5, Math.ceil(pair.shareOfSmaller * 5))}>{what === 'both' ? format.number(pair.both) : format.percent(pair[what])}</td>;
  };
  return (
    // What scrolls sideways must be reachable without a mouse.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('overlap.title')}>
      <table className={styles.matrix}>
        <thead><tr><td />{keys.map((key) => <th key={key} scope="col" translate="no">{name(key)}</th>)}</tr></thead>
        <tbody>{keys.map((row) => <tr key={row}><th scope="row" translate="no"><Link to={`/segments/${row}`}>{name(row)}</Link></th>{keys.map((column) => cell(row, column))}</tr>)}</tbody>
      </table>
    </div>
  );
}
