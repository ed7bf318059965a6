import { useQuery } from '@tanstack/react-query';
import type { EChartsOption } from 'echarts';
import { Segmented } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartColours } from '@/components/Chart';
import { Figures, Panel } from '@/components/Panel';
import { dateFormat } from '@/lib/format/format';
import { useFormat } from '@/lib/format/useFormat';
import { activityQuery } from '../api';
import styles from '../matching.module.css';
import { waitingIn } from '../public';
import type { Activity, MatchQuality, Population } from '../types';

const ranges = [1, 7, 30] as const;

/** What the queue costs in people's hours and what it gives, and who works on it. */
export function Work({ quality: { queue }, population }: { quality: MatchQuality; population: Population }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const [days, setDays] = useState<1 | 7 | 30>(7);
  const { data: activity } = useQuery({ ...activityQuery(days), placeholderData: (before) => before });
  const fewer = queue.profilesBefore - queue.profilesAfter;
  return (
    <Panel title={t('work.title')} text={t('work.text')} actions={<Segmented size="small" value={days} onChange={setDays} aria-label={t('work.range')} options={ranges.map((range) => ({ value: range, label: t('work.days', { count: range }) }))} />}>
      <Figures items={[
        { label: t('work.open'), value: format.number(waitingIn(population.queue)), note: queue.hoursToEmpty === null ? t('work.unknownPace') : t('work.hoursToEmpty', { text: format.duration(queue.hoursToEmpty * 3_600) }) },
        { label: t('work.spent'), value: format.duration(queue.hoursSpent * 3_600), note: queue.perHour === null ? undefined : t('work.perHour', { count: Math.round(queue.perHour), text: format.number(Math.round(queue.perHour)) }) },
        { label: t('work.same'), value: format.number(queue.decidedSame) },
        { label: t('work.different'), value: format.number(queue.decidedDifferent) },
        { label: t('work.fewer'), value: format.number(fewer), note: t('work.fromTo', { before: format.number(queue.profilesBefore), after: format.number(queue.profilesAfter) }) },
      ]} />
      {activity && activity.people.length > 0 ? (
        <div className={styles.twoInside}>
          <Hours activity={activity} days={days} />
          <table className={styles.table}>
            <caption>{t('work.people')}</caption>
            <thead><tr><th scope="col">{t('work.who')}</th><th scope="col">{t('work.decisions')}</th><th scope="col">{t('work.rate')}</th><th scope="col">{t('work.median')}</th></tr></thead>
            <tbody>{activity.people.map((one) => <tr key={one.who}><th scope="row" translate="no">{one.who}</th><td>{format.number(one.decisions)}</td><td>{format.number(Math.round(one.perHour))}</td><td>{format.duration(one.medianSeconds)}</td></tr>)}</tbody>
          </table>
        </div>
      ) : <p className={styles.quiet}>{t('work.nobody')}</p>}
    </Panel>
  );
}

function Hours({ activity, days }: { activity: Activity; days: number }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const option = useCallback((colours: ChartColours): EChartsOption => {
    const words = dateFormat(format.locale, days === 1 ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short', hour: '2-digit' });
    const bar = (name: string, values: number[], colour: string) => ({ type: 'bar' as const, stack: 'all', name, data: values, itemStyle: { color: colour }, barMaxWidth: 22, emphasis: { disabled: true } });
    return {
      animation: false,
      tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: colours.paper, borderColor: colours.rule, textStyle: { color: colours.ink, fontSize: 12 } },
      legend: { bottom: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: { color: colours.inkSoft } },
      grid: { left: 4, right: 8, top: 10, bottom: 30, containLabel: true },
      xAxis: { type: 'category', data: activity.hours.map((hour) => words.format(new Date(hour.at))), axisTick: { show: false }, axisLine: { lineStyle: { color: colours.rule } }, axisLabel: { color: colours.inkSoft, hideOverlap: true } },
      yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: colours.rule, opacity: 0.6 } }, axisLabel: { color: colours.inkSoft } },
      series: [
        bar(t('verdicts.same'), activity.hours.map((hour) => hour.same), colours.accent), bar(t('verdicts.different'), activity.hours.map((hour) => hour.different), colours.warn),
        bar(t('verdicts.later'), activity.hours.map((hour) => hour.later), colours.rule), bar(t('work.undone'), activity.hours.map((hour) => hour.undone), colours.bad),
      ],
    };
  }, [activity, days, format, t]);
  const sum = activity.hours.reduce((total, hour) => total + hour.same + hour.different + hour.later, 0);
  return <Chart height={190} option={option} label={t('work.chart', { count: sum, text: format.number(sum) })} />;
}
