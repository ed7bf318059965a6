import { CaretRightOutlined, ClearOutlined, PauseOutlined } from '@ant-design/icons';
import { Button, Drawer, Input, Segmented } from 'antd';
import { useDeferredValue, useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Copyable } from '@/components/Copyable';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { JsonView } from '@/components/JsonView';
import { Facts, Panel } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import { useNarrow } from '@/components/useNarrow';
import { useReasons } from '@/features/quarantine/public';
import { matches, type LiveLine, type Numbered } from './liveLines';
import styles from './live.module.css';
import { useLive } from './useLive';

const recent = 50;
type Wanted = LiveLine['outcome'] | 'all';

/** Events of a source as they come, and what each became. */
export function Live({ source }: { source: string }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const { lines, state, refusal, paused, pause, clear } = useLive(source, recent);
  const [wanted, setWanted] = useState<Wanted>('all');
  const [text, setText] = useState('');
  const asked = useDeferredValue(text);
  const [open, setOpen] = useState<Numbered | null>(null);
  const shown = useMemo(() => lines.shown.filter((line) => matches(line, wanted, asked)), [lines.shown, wanted, asked]);
  if (refusal) return <ErrorState error={refusal} compact />;
  return (
    <Panel flush>
      <div className={styles.tools}>
        <span className={styles.status} data-state={paused ? 'paused' : state} role="status"><i aria-hidden="true" />{t(paused ? 'live.paused' : `live.${state}`)}</span>
        <Segmented size="small" value={wanted} onChange={setWanted} aria-label={t('live.filter')}
          options={(['all', 'stored', 'duplicate', 'quarantined'] as const).map((one) => ({ value: one, label: t(`outcome.${one}`) }))} />
        <Input type="search" value={text} onChange={(event) => setText(event.target.value)} placeholder={t('live.search')} aria-label={t('live.search')} className={styles.search} />
        <span className={styles.buttons}>
          <Button icon={paused ? <CaretRightOutlined /> : <PauseOutlined />} onClick={() => pause(!paused)}>
            {paused ? (lines.waiting.length > 0 ? t('live.resumeWith', { count: lines.waiting.length, text: format.number(lines.waiting.length) }) : t('live.resume')) : t('live.pause')}
          </Button>
          <Button type="text" icon={<ClearOutlined />} onClick={clear}>{t('live.clear')}</Button>
        </span>
      </div>
      {lines.dropped > 0 && <p className={styles.dropped}>{t('live.dropped', { count: lines.dropped, text: format.number(lines.dropped) })}</p>}
      <div className={styles.list}>
        {shown.length === 0
          ? <EmptyState compact title={lines.shown.length > 0 ? t('live.noMatch') : t('live.empty')} text={lines.shown.length > 0 ? undefined : t('live.emptyText')} action={lines.shown.length > 0 ? undefined : <Link to="?tab=connect" replace>{t('live.connect')}</Link>} />
          : shown.map((line) => <Line key={line.number} line={line} onOpen={() => setOpen(line)} />)}
      </div>
      <Details line={open} onClose={() => setOpen(null)} />
    </Panel>
  );
}

function Line({ line, onOpen }: { line: Numbered; onOpen: () => void }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const reasons = useReasons();
  const move = (event: KeyboardEvent<HTMLButtonElement>) => {
    const to = event.key === 'ArrowDown' ? event.currentTarget.nextElementSibling : event.key === 'ArrowUp' ? event.currentTarget.previousElementSibling : null;
    if (!(to instanceof HTMLElement)) return;
    to.focus();
    event.preventDefault();
  };
  return (
    <button type="button" className={styles.line} data-outcome={line.outcome} onClick={onOpen} onKeyDown={move}>
      <time dateTime={line.receivedAt}>{format.time(line.receivedAt)}</time>
      <span className={styles.outcome}><i aria-hidden="true" />{t(`outcome.${line.outcome}`)}</span>
      <span className={styles.what}><b translate="no">{line.event ?? line.type ?? '–'}</b>{line.event && line.type !== 'track' ? <span translate="no"> {line.type}</span> : ''}{line.reason && <em> {reasons.title(line.reason)}</em>}</span>
      <code className={styles.body}>{line.body?.slice(0, 300)}</code>
    </button>
  );
}

function Details({ line, onClose }: { line: Numbered | null; onClose: () => void }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const reasons = useReasons();
  const narrow = useNarrow();
  return (
    <Drawer open={line !== null} onClose={onClose} size={narrow ? '100%' : 560} title={line ? <span translate="no">{line.event ?? line.type ?? t('live.event')}</span> : ''} destroyOnHidden>
      {line && (
        <div className={styles.details}>
          <Facts items={[
            { label: t('live.became'), value: <span className={styles.outcome} data-outcome={line.outcome}><i aria-hidden="true" />{t(`outcome.${line.outcome}`)}</span> },
            ...(line.reason ? [{ label: t('live.why'), value: <>{reasons.title(line.reason)}{line.detail && <small lang="en">{line.detail}</small>}</> }] : []),
            { label: t('live.at'), value: format.exact(line.receivedAt) },
            { label: t('live.type'), value: <span translate="no">{line.type ?? '–'}</span> },
            ...(line.messageId ? [{ label: 'messageId', value: <Copyable code value={line.messageId} /> }] : []),
            ...(line.position !== null ? [{ label: t('live.position'), value: format.number(line.position) }] : []),
          ]} />
          <p className={styles.links}>
            {line.profileId && <Link to={`/profiles/${line.profileId}`}>{t('live.profile')}</Link>}
            {line.outcome === 'quarantined' && line.reason && <Link to={`/quarantine?reason=${encodeURIComponent(line.reason)}`}>{t('live.quarantine')}</Link>}
          </p>
          {line.body && <JsonView text={line.body} label={t('live.body')} />}
        </div>
      )}
    </Drawer>
  );
}
