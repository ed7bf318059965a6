import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Figures, Panel } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import type { Import } from './api';

/** What became of the rows. */
export function Result({ of }: { of: Import }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const seconds = of.startedAt && of.finishedAt ? (Date.parse(of.finishedAt) - Date.parse(of.startedAt)) / 1_000 : null;
  const undone = of.state === 'undone';
  return (
    <Panel title={undone ? t('result.undone') : of.state === 'done' ? t('result.done') : t('result.part')} text={undone ? t('result.undoneText') : undefined}
      actions={of.state === 'done' && of.kind === 'people' && <Link to="/profiles">{t('result.profiles')}</Link>}>
      <Figures items={[
        { label: t('result.rows'), value: format.number(of.rows), note: seconds !== null && seconds > 0 && !undone ? t('result.took', { text: format.duration(Math.max(1, Math.round(seconds))) }) : undefined },
        { label: t('result.stored'), value: format.number(of.stored) },
        ...(of.duplicate > 0 ? [{ label: t('dry.duplicate'), value: format.number(of.duplicate) }] : []),
        { label: t('result.refused'), value: format.number(of.refused), tone: of.refused > 0 ? 'bad' as const : undefined },
        ...(of.skipped > 0 ? [{ label: t('dry.skipped'), value: format.number(of.skipped) }] : []),
        ...(of.quarantined > 0 ? [{ label: t('dry.quarantined'), value: <Link to={`/quarantine?source=${encodeURIComponent(of.source)}`}>{format.number(of.quarantined)}</Link>, tone: 'warn' as const }] : []),
        ...(undone || of.undoneEvents > 0 ? [{ label: t('result.takenBack'), value: format.number(of.undoneEvents) }] : []),
      ]} />
    </Panel>
  );
}
