import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartColours } from '@/components/Chart';
import { useFormat } from '@/lib/format/useFormat';
import { bitsOf, probabilityOf } from './logic/weights';
import styles from './matching.module.css';
import type { ThresholdPoint } from './types';

/** Thresholds that stand below the axis. */
const named = [0.01, 0.1, 0.5, 0.9, 0.99, 0.999];
const heightPx = 240;

interface ThresholdChartProps {
  points: readonly ThresholdPoint[];
  lower: number;
  upper: number;
}

/** Expected precision and recall over the threshold, with the two that are set; the same as a table below. */
export function ThresholdChart({ points, lower, upper }: ThresholdChartProps) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const option = useCallback((colours: ChartColours): EChartsOption => {
    const values = points.flatMap((point) => [point.precision, point.recall]);
    const floor = Math.max(0, Math.floor(10 * Math.min(...values)) / 10 - (Math.min(...values) === 1 ? 0.1 : 0));
    const line = (name: string, of: (point: ThresholdPoint) => number, colour: string, type: 'solid' | 'dashed') => ({
      type: 'line' as const, name, data: points.map((point) => [bitsOf(point.threshold), of(point)]), itemStyle: { color: colour }, lineStyle: { color: colour, width: 2, type }, symbol: 'circle', symbolSize: 5, emphasis: { disabled: true },
    });
    const label = (share: number, word: string) => ({ xAxis: bitsOf(share), label: { formatter: word, color: colours.inkSoft, fontSize: 11 } });
    return {
      animation: false,
      tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: colours.paper, borderColor: colours.rule, textStyle: { color: colours.ink, fontSize: 12 }, axisPointer: { label: { show: false } },
        formatter: (rows) => { const list = (Array.isArray(rows) ? rows : [rows]) as { seriesName?: string; value: unknown }[]; return [format.percent(probabilityOf((list[0]!.value as number[])[0]!)), ...list.map((row) => `${row.seriesName}: ${format.percent((row.value as number[])[1])}`)].join('\n'); } },
      legend: { bottom: 0, icon: 'roundRect', itemWidth: 14, itemHeight: 3, textStyle: { color: colours.inkSoft } },
      grid: { left: 4, right: 16, top: 28, bottom: 30, containLabel: true },
      xAxis: { type: 'value', min: bitsOf(named[0]!), max: bitsOf(named.at(-1)!), splitLine: { show: false }, axisLine: { lineStyle: { color: colours.rule } }, axisTick: { customValues: named.map(bitsOf) }, axisLabel: { customValues: named.map(bitsOf), color: colours.inkSoft, formatter: (bits: number) => format.percent(Math.round(1_000 * probabilityOf(bits)) / 1_000) } },
      yAxis: { type: 'value', min: floor, max: 1, axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: colours.rule, opacity: 0.6 } }, axisLabel: { color: colours.inkSoft, formatter: (value: number) => format.percent(value) } },
      series: [
        { ...line(t('quality.precision'), (point) => point.precision, colours.accent, 'solid'), markLine: { silent: true, symbol: 'none', lineStyle: { color: colours.inkSoft, type: 'dashed' }, data: [label(lower, t('settings.lowerShort')), label(upper, t('settings.upperShort'))] } },
        line(t('quality.recall'), (point) => point.recall, colours.warn, 'dashed'),
      ],
    };
  }, [points, lower, upper, format, t]);
  return (
    <>
      <Chart height={heightPx} option={option} label={t('quality.chart', { lower: format.percent(lower), upper: format.percent(upper) })} />
      <details className={styles.numbers}>
        <summary>{t('quality.asTable')}</summary>
        <table className={styles.table}>
          <thead><tr><th scope="col">{t('quality.threshold')}</th><th scope="col">{t('quality.pairs')}</th><th scope="col">{t('quality.precision')}</th><th scope="col">{t('quality.recall')}</th></tr></thead>
          <tbody>{points.map((point) => <tr key={point.threshold}><th scope="row">{format.percent(point.threshold)}</th><td>{format.number(point.pairs)}</td><td>{format.percent(point.precision)}</td><td>{format.percent(point.recall)}</td></tr>)}</tbody>
        </table>
      </details>
    </>
  );
}
