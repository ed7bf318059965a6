import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import type { EChartsOption } from 'echarts';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartColours } from '@/components/Chart';
import { ErrorState } from '@/components/ErrorState';
import { Panel } from '@/components/Panel';
import { dateFormat } from '@/lib/format/format';
import { useFormat } from '@/lib/format/useFormat';
import { activityQuery } from './api';
import { series } from './series';
import styles from './sources.module.css';

const ranges = [1, 7, 30, 90] as const;
const heightPx = 220;

/** How much came over time, and what became of it. */
export function Activity({ source }: { source: string }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const [days, setDays] = useState<number>(30);
  const { data, error, refetch } = useQuery({ ...activityQuery(source, days), placeholderData: (before) => before });
  const option = useCallback((colours: ChartColours): EChartsOption => {
    if (!data) return {};
    const { at, stored, duplicate, quarantined } = series(data, Date.now());
    const short = dateFormat(format.locale, { day: 'numeric', month: 'short', ...(data.step === 'hour' ? { hour: '2-digit', minute: '2-digit' } : { timeZone: 'UTC' }) });
    const words = at.map((moment) => short.format(moment));
    const bar = (name: string, values: number[], colour: string) => ({ type: 'bar' as const, stack: 'all', name, data: values, itemStyle: { color: colour }, barMaxWidth: 22, emphasis: { disabled: true } });
    return {
      animation: false,
      // Its own HTML would bring style attributes, which the server's policy forbids.
      tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: colours.paper, borderColor: colours.rule, textStyle: { color: colours.ink, fontSize: 12 }, valueFormatter: (value) => format.number(Number(value)) },
      legend: { bottom: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: { color: colours.inkSoft } },
      grid: { left: 4, right: 8, top: 10, bottom: 30, containLabel: true },
      xAxis: { type: 'category', data: words, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.rule } }, axisLabel: { color: colours.inkSoft, hideOverlap: true } },
      yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: colours.rule, opacity: 0.6 } }, axisLabel: { color: colours.inkSoft, formatter: (value: number) => format.compact(value) } },
      series: [bar(t('figure.stored'), stored, colours.accent), bar(t('figure.duplicate'), duplicate, colours.rule), bar(t('figure.quarantined'), quarantined, colours.warn)],
    };
  }, [data, format, t]);
  const sum = data?.points.reduce((total, point) => total + point.received, 0) ?? 0;
  return (
    <Panel title={t('activity.title')} actions={<Segmented size="small" value={days} onChange={setDays} options={ranges.map((range) => ({ value: range, label: t('activity.days', { count: range }) }))} aria-label={t('activity.range')} />}>
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} />
        : data && sum === 0 ? <div className={styles.quiet} style={{ height: heightPx }}>{t('activity.none')}</div>
          : <Chart height={heightPx} option={option} label={data ? t('activity.label', { count: sum, text: format.number(sum) }) : t('activity.title')} />}
    </Panel>
  );
}
