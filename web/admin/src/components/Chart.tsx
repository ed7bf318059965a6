import type { EChartsOption } from 'echarts';
import type { EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { useChoices } from '@/lib/choices';
import styles from './Chart.module.css';

/** Colours of the theme for a chart, which cannot use custom properties itself. */
export interface ChartColours {
  ink: string;
  inkSoft: string;
  rule: string;
  paper: string;
  accent: string;
  warn: string;
  bad: string;
}

interface ChartProps {
  /** What the chart says, in a sentence. */
  label: string;
  /** Made anew when the theme changes; keep it stable. */
  option: (colours: ChartColours) => EChartsOption;
  /** Pixels; kept while the library loads, so nothing jumps. */
  height?: number;
}

function colours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return { ink: of('--ink'), inkSoft: of('--ink-soft'), rule: of('--rule'), paper: of('--paper'), accent: of('--accent'), warn: of('--warn'), bad: of('--bad') };
}

/** The page's own letters: a canvas does not inherit them. */
const inOurFont = (option: EChartsOption): EChartsOption => ({ textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }, ...option });

/** A bar or line chart. The library comes when the first chart is shown. */
export function Chart({ label, option, height = 200 }: ChartProps) {
  const { isDark } = useChoices();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef(option);

  useEffect(() => {
    let gone = false;
    let observer: ResizeObserver | undefined;
    void import('./echarts').then(({ init }) => {
      if (gone || !place.current) return;
      chart.current = init(place.current);
      chart.current.setOption(inOurFont(latest.current(colours())));
      observer = new ResizeObserver(() => chart.current?.resize());
      observer.observe(place.current);
    });
    return () => {
      gone = true;
      observer?.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    latest.current = option;
    // After the theme has set its properties, which happens in an effect of a parent.
    const timer = setTimeout(() => chart.current?.setOption(inOurFont(option(colours())), { notMerge: true }));
    return () => clearTimeout(timer);
  }, [option, isDark]);

  return <div ref={place} role="img" aria-label={label} className={styles.chart} style={{ height }} />;
}
