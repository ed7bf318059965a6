import { Button, Progress as Bar } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { useChangeImport, type Import } from './api';
import styles from './imports.module.css';
import { rateOf, withLook, type Look } from './rate';

/** How far the server is, how fast it goes, and a way to stop it. */
export function Progress({ of }: { of: Import }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { can } = useSession();
  const { failed } = useTold();
  const change = useChangeImport(of.id);
  const looks = useLooks(of);
  const { rowsPerSecond, secondsLeft } = rateOf(looks, of.task === 'undo' ? 0 : of.progress.totalBytes);
  const waits = of.state === 'queued' ? t('progress.queued') : of.progress.waitsFor ? t(`progress.waits.${of.progress.waitsFor}`) : null;
  return (
    <Panel title={t(`progress.title.${of.task}`)} actions={can('imports:write') && of.state !== 'undoing' && (
      <Button onClick={() => change.mutate({ verb: 'cancel' }, { onError: failed })} loading={change.isPending}>{of.task === 'import' ? t('progress.stop') : t('app:cancel')}</Button>
    )}>
      <Bar percent={of.progress.percent ?? undefined} showInfo={of.progress.percent !== null} status="active" format={(percent) => format.percent(Math.floor(percent ?? 0) / 100)} aria-label={t(`progress.title.${of.task}`)} />
      <p className={styles.soft} role="status">
        {[
          of.task === 'undo' ? t('progress.events', { count: of.progress.rows, text: format.number(of.progress.rows) }) : t('progress.rows', { count: of.progress.rows, text: format.number(of.progress.rows) }),
          waits ?? (rowsPerSecond === null ? null : t('progress.rate', { text: format.number(Math.round(rowsPerSecond)) })),
          waits === null && secondsLeft !== null && secondsLeft > 1 ? t('progress.left', { text: format.duration(Math.ceil(secondsLeft)) }) : null,
        ].filter(Boolean).join(' · ')}
      </p>
    </Panel>
  );
}

// A look for each answer of the server, taken while it is drawn: React's way to follow a value that changes.
function useLooks(of: Import): Look[] {
  const [state, setState] = useState<{ of: Import | null; looks: Look[] }>({ of: null, looks: [] });
  if (state.of === of) return state.looks;
  // eslint-disable-next-line react-hooks/purity -- the time at which the answer came is what is measured
  const looks = withLook(state.looks, { atMs: Date.now(), rows: of.progress.rows, bytes: of.progress.bytes });
  setState({ of, looks });
  return looks;
}
