import { useMemo } from 'react';
import type { Behind } from '@/components/charts/types';
import { ChartOf } from '@/components/charts/ChartOf';
import { EmptyState } from '@/components/EmptyState';
import { Figures, Panel } from '@/components/Panel';
import { useSession } from '@/lib/session';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSay } from '../logic/say';
import { shapeOf } from '../shapes';
import type { Answers, ReportName } from '../types';
import styles from '../reports.module.css';
import { Number, TableView } from './TableView';

interface AnswerViewProps {
  name: ReportName;
  answer: Answers[ReportName];
  onOpen: (behind: Behind) => void;
}

/** All that an answer says: numbers, charts, tables. */
export function AnswerView({ name, answer, onOpen }: AnswerViewProps) {
  const { t } = useTranslation('reports');
  const say = useSay();
  const { can } = useSession();
  const shape = useMemo(() => shapeOf(name, answer as never, say), [name, answer, say]);
  const open = can('profiles:read') ? onOpen : undefined;
  if (shape.tables.every((table) => table.rows.length === 0)) return <Panel>{name === 'overlap' ? <EmptyState compact title={t('overlap.nothing')} text={<Link to="/reports/overlap?by=source">{t('overlap.bySource')}</Link>} /> : <EmptyState compact title={t('nothing')} text={t('nothingText')} />}</Panel>;
  return (
    <>
      <Figures items={shape.figures.map(({ label, value, note }) => ({ label, note, tone: value.tone, value: <Number value={value} onOpen={open} /> }))} />
      <div className={styles.gap} />
      {shape.charts.map(({ title, text, chart }) => <Panel key={chart.label} title={title ?? chart.label} text={text}><ChartOf shape={chart} onOpen={open} /></Panel>)}
      {shape.tables.map((table) => <Panel key={table.label} title={table.label} flush><TableView table={table} onOpen={open} /></Panel>)}
    </>
  );
}
