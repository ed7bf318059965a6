import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import type { EChartsOption } from 'echarts';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartColours } from '@/components/Chart';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { Panel } from '@/components/Panel';
import { dateFormat } from '@/lib/format/format';
import { useFormat } from '@/lib/format/useFormat';
import type { Segment } from '../api';
import { sizesQuery, type Size } from './api';

const ranges = [1, 7, 30, 365] as const;

/** How the segment grew and shrank, as a line and as a table. */
export function Sizes({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const [days, setDays] = useState<number>(7);
  const { data, error, isPending, refetch } = useQuery({ ...sizesQuery(segment.key, days), placeholderData: (before) => before });
  const option = useCallback((colours: ChartColours) => line(untilNow(data ?? [], segment), colours, format, { size: t('life.size'), entered: t('life.entered'), exited: t('life.exited') }), [data, segment, format, t]);
  const rows = useMemo(() => [...(data ?? [])].reverse(), [data]);
  const columns: DataColumn<Size>[] = [
    { key: 'at', title: t('sizes.at'), fixed: true, render: (row) => format.dateTime(row.at) },
    { key: 'size', title: t('life.size'), width: 120, align: 'right', render: (row) => format.number(row.size) },
    { key: 'entered', title: t('life.entered'), width: 120, align: 'right', render: (row) => format.number(row.entered) },
    { key: 'exited', title: t('life.exited'), width: 120, align: 'right', render: (row) => format.number(row.exited) },
  ];
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Panel title={t('sizes.title')} actions={<Segmented size="small" value={days} onChange={setDays} options={ranges.map((range) => ({ value: range, label: t('sizes.days', { count: range }) }))} aria-label={t('sizes.range')} />}>
        <Chart height={260} option={option} label={t('sizes.label', { count: segment.size, text: format.number(segment.size) })} />
      </Panel>
      <Panel flush>
        <DataTable<Size> label={t('sizes.title')} columns={columns} rows={rows.slice(0, 200)} rowKey={(row) => row.at} loading={isPending} empty={<EmptyState compact title={t('sizes.none')} />} />
      </Panel>
    </>
  );
}

/** The line goes on to the size of now, of which there is no hour yet; so a segment made just now has one too. */
const untilNow = (sizes: readonly Size[], segment: Segment): Size[] => (sizes.length === 0 || !segment.evaluatedAt ? [...sizes] : [...sizes, { at: segment.evaluatedAt, size: segment.size, entered: 0, exited: 0 }]);

function line(sizes: readonly Size[], colours: ChartColours, format: ReturnType<typeof useFormat>, words: Record<'size' | 'entered' | 'exited', string>): EChartsOption {
  const short = dateFormat(format.locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const bar = (name: string, values: number[], colour: string) => ({ type: 'bar' as const, stack: 'moves', name, data: values, itemStyle: { color: colour }, barMaxWidth: 14, emphasis: { disabled: true } });
  return {
    animation: false,
    // Its own HTML would bring style attributes, which the server's policy forbids.
    tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: colours.paper, borderColor: colours.rule, textStyle: { color: colours.ink, fontSize: 12 }, valueFormatter: (value) => format.number(Math.abs(Number(value))) },
    legend: { bottom: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: { color: colours.inkSoft } },
    grid: { left: 4, right: 8, top: 10, bottom: 30, containLabel: true },
    xAxis: { type: 'category', data: sizes.map(({ at }) => short.format(new Date(at))), axisTick: { show: false }, axisLine: { lineStyle: { color: colours.rule } }, axisLabel: { color: colours.inkSoft, hideOverlap: true } },
    yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: colours.rule, opacity: 0.6 } }, axisLabel: { color: colours.inkSoft, formatter: (value: number) => format.compact(value) } },
    series: [
      { type: 'line', name: words.size, data: sizes.map(({ size }) => size), step: 'end', showSymbol: sizes.length < 3, lineStyle: { color: colours.accent, width: 2 }, itemStyle: { color: colours.accent }, areaStyle: { color: colours.accent, opacity: 0.08 } },
      bar(words.entered, sizes.map(({ entered }) => entered), colours.inkSoft), bar(words.exited, sizes.map(({ exited }) => -exited), colours.warn),
    ],
  };
}
