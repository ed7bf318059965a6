import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { Figures, Panel } from '@/components/Panel';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { shortId } from '@/features/profiles/public';
import { useChangeImport, type DryRun, type Import } from './api';
import styles from './imports.module.css';

/** What the run would do, and the button that does it. */
export function DryRunPanel({ of, result }: { of: Import; result: DryRun }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { failed } = useTold();
  const change = useChangeImport(of.id);
  const share = (count: number) => (result.rows > 0 ? t('dry.ofRows', { share: format.percent(count / result.rows) }) : undefined);
  return (
    <Panel title={t('dry.title')} text={t('dry.text')} actions={(
      <Allowed scope="imports:write"><Button type="primary" loading={change.isPending} onClick={() => change.mutate({ verb: 'start' }, { onError: failed })}>{t('dry.start', { count: result.stored, text: format.number(result.stored) })}</Button></Allowed>
    )}>
      <Figures items={[
        { label: t('dry.rows'), value: format.number(result.rows) },
        { label: t('dry.new'), value: format.number(result.newRecords) },
        { label: t('dry.changed'), value: format.number(result.changedRecords) },
        { label: t('dry.unchanged'), value: format.number(result.unchangedRecords) },
        { label: t('dry.merges'), value: format.number(result.merges), tone: result.merges > 0 ? 'warn' : undefined, note: result.merges > 0 ? t('dry.mergesNote') : undefined },
        { label: t('dry.refused'), value: format.number(result.refused), tone: result.refused > 0 ? 'bad' : undefined, note: result.refused > 0 ? share(result.refused) : undefined },
        ...(result.duplicate > 0 ? [{ label: t('dry.duplicate'), value: format.number(result.duplicate) }] : []),
        ...(result.quarantined > 0 ? [{ label: t('dry.quarantined'), value: format.number(result.quarantined), tone: 'warn' as const }] : []),
        ...(result.skipped > 0 ? [{ label: t('dry.skipped'), value: format.number(result.skipped) }] : []),
      ]} />
      {result.refused > 0 && <p className={styles.soft}>{t('dry.refusedLater')}</p>}
      {result.mergeSamples.length > 0 && (
        <details className={styles.samples}>
          <summary>{t('dry.samples')}</summary>
          <ul>{result.mergeSamples.map(({ from, to }) => <li key={`${from} ${to}`} translate="no"><Link to={`/profiles/${from}`}>{shortId(from)}</Link> → <Link to={`/profiles/${to}`}>{shortId(to)}</Link></li>)}</ul>
        </details>
      )}
    </Panel>
  );
}
