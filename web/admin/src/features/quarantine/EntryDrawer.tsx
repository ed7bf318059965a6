import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Copyable } from '@/components/Copyable';
import { ErrorState } from '@/components/ErrorState';
import { Bones, Facts } from '@/components/Panel';
import { SourceTag } from '@/components/SourceTag';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { prettyJson } from '@/lib/prettyJson';
import { useSession } from '@/lib/session';
import { useNarrow } from '@/components/useNarrow';
import { useSourceNames } from '@/features/sources/public';
import { entryQuery, useDiscard, useReplay, type Entry } from './api';
import { JsonEditor } from './JsonEditor';
import styles from './quarantine.module.css';
import { useReasons } from './useReasons';

/** One entry: why it was refused, its body to mend, and what becomes of it. */
export function EntryDrawer({ id, onClose }: { id: number | null; onClose: () => void }) {
  const { t } = useTranslation('quarantine');
  const narrow = useNarrow();
  return (
    <Drawer open={id !== null} onClose={onClose} size={narrow ? '100%' : 760} title={id === null ? '' : t('entry.title', { id })} destroyOnHidden>
      {id !== null && <Body key={id} id={id} onClose={onClose} />}
    </Drawer>
  );
}

function Body({ id, onClose }: { id: number; onClose: () => void }) {
  const { data, error, refetch } = useQuery(entryQuery(id));
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  return data ? <Mending entry={data} onClose={onClose} /> : <Bones lines={10} />;
}

function Mending({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { t } = useTranslation('quarantine');
  const format = useFormat();
  const { can } = useSession();
  const reasons = useReasons();
  const name = useSourceNames();
  const confirm = useConfirm();
  const { done, failed } = useTold();
  const first = prettyJson(entry.raw ?? '');
  const [text, setText] = useState(first);
  const replay = useReplay(entry.id);
  const discard = useDiscard(entry.id);
  const result = replay.data;
  const closed = entry.state !== 'open' || (result !== undefined && result.outcome !== 'quarantined');
  const edited = text !== first;
  const send = () => replay.mutate(edited ? text : null, { onError: failed });
  const throwAway = () => confirm({
    title: t('discard.title'), consequences: [t('many.discardGone'), t('many.discardCounted')], verb: t('discard.verb'), danger: true,
    action: () => discard.mutateAsync().then(() => { done(t('discard.done')); onClose(); }),
  });
  return (
    <div className={styles.entry}>
      <div className={styles.explanation}>
        <h3>{reasons.title(entry.reason)}</h3>
        <p>{reasons.text(entry.reason)}</p>
        <p>{reasons.remedy(entry.reason)}</p>
        <p lang="en"><code>{entry.detail}</code></p>
      </div>
      <Facts items={[
        { label: t('column.source'), value: <SourceTag source={entry.source} name={name(entry.source)} /> },
        { label: t('column.at'), value: format.exact(entry.receivedAt) },
        { label: t('column.type'), value: <span translate="no">{entry.type ?? '–'}</span> },
        ...(entry.messageId ? [{ label: 'messageId', value: <Copyable code value={entry.messageId} /> }] : []),
      ]} />
      {entry.raw === null ? <Alert type="info" title={t('entry.gone')} /> : (
        <>
          {entry.raw.includes('\uFFFD') && <Alert type="warning" showIcon title={t('entry.bytes')} />}
          <JsonEditor value={text} onChange={setText} label={t('entry.body')} readOnly={closed || !can('quarantine:write')} />
        </>
      )}
      {result && <Became result={result} />}
      {can('quarantine:write') && !closed && entry.raw !== null && (
        <div className={styles.buttons}>
          <Button type="primary" onClick={send} loading={replay.isPending}>{edited ? t('entry.replayEdited') : t('entry.replay')}</Button>
          {edited && <Button onClick={() => setText(first)}>{t('entry.reset')}</Button>}
          <Button danger type="text" onClick={throwAway}>{t('entry.discard')}</Button>
        </div>
      )}
    </div>
  );
}

function Became({ result }: { result: NonNullable<ReturnType<typeof useReplay>['data']> }) {
  const { t } = useTranslation('quarantine');
  const reasons = useReasons();
  if (result.outcome === 'quarantined') {
    return <Alert type="warning" showIcon title={t('became.again', { reason: reasons.title(result.reason ?? '') })} description={<>{reasons.remedy(result.reason ?? '')}{result.detail && <div lang="en"><code>{result.detail}</code></div>}</>} />;
  }
  return <Alert type="success" showIcon title={result.outcome === 'duplicate' ? t('became.duplicate') : t('became.stored')} description={result.profileId ? <Link to={`/profiles/${result.profileId}`}>{t('became.profile')}</Link> : undefined} />;
}
