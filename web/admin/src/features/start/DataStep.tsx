import { CheckCircleFilled, LoadingOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Segmented, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SecretValue, Snippet } from '@/components/Copyable';
import { useTold } from '@/components/useTold';
import { call } from '@/lib/api/client';
import { snippet, snippetKinds } from '@/lib/snippets';
import type { NewSource } from './SourceStep';
import { useFirstEvent } from './useFirstEvent';
import styles from './start.module.css';

type Way = 'event' | 'file' | 'demo';

/** Three ways to first data; the one by an event is watched as it comes. */
export function DataStep({ source }: { source: NewSource }) {
  const { t } = useTranslation('start');
  const [way, setWay] = useState<Way>('event');
  return (
    <>
      <p className={styles.label}>{t('data.key')} <b translate="no">{source.name}</b></p>
      <SecretValue value={source.writeKey} label={t('data.keyLabel')} />
      <p className={styles.hint}>{t('data.keyHint')}</p>
      <Segmented<Way> block aria-label={t('data.title')} value={way} onChange={setWay} className={styles.ways} options={(['event', 'file', 'demo'] as const).map((one) => ({ value: one, label: t(`data.ways.${one}`) }))} />
      {way === 'event' && <ByEvent source={source} />}
      {way === 'file' && (
        <>
          <p>{t('data.file')}</p>
          <div className={styles.buttons}><Link to={`/imports?source=${encodeURIComponent(source.key)}`}><Button type="primary">{t('data.toImports')}</Button></Link></div>
        </>
      )}
      {way === 'demo' && (
        <>
          <p className={styles.above}>{t('data.demo')}</p>
          <Snippet code="./run --demo --data ./demo-data --urls http://127.0.0.1:8090" label={t('data.ways.demo')} />
        </>
      )}
    </>
  );
}

function ByEvent({ source }: { source: NewSource }) {
  const { t } = useTranslation('start');
  const { failed } = useTold();
  const arrived = useFirstEvent(source.key);
  const somebody = { id: 'C-1', name: t('data.somebody'), email: 'first@example.com' };
  const send = useMutation({
    // As a system would send it: with the source's key, by the public way in.
    mutationFn: () => call('/v1/identify', { userId: somebody.id, traits: { name: somebody.name, email: somebody.email } }, { writeKey: source.writeKey }),
    onError: failed,
  });
  return (
    <>
      <Tabs size="small" items={snippetKinds.map((kind) => ({ key: kind, label: t(`data.snippets.${kind}`), children: <Snippet code={snippet(kind, globalThis.location.origin, source.writeKey, somebody)} label={t(`data.snippets.${kind}`)} /> }))} />
      <div role="status" className={styles.waiting} data-arrived={arrived !== null}>
        {arrived === null ? <LoadingOutlined className={styles.spin} /> : <CheckCircleFilled className={styles.check} />}
        <span>{arrived === null ? t('data.waiting') : t('data.arrived')}</span>
        {arrived === null && <Button size="small" onClick={() => send.mutate()} loading={send.isPending}>{t('data.sendOne')}</Button>}
      </div>
      {arrived?.refusedBecause && <Alert type="warning" showIcon title={t('data.refused')} description={<code>{arrived.refusedBecause}</code>} />}
      {arrived?.profileId && (
        <div className={styles.buttons}>
          <Link to={`/profiles/${arrived.profileId}`}><Button type="primary">{t('data.toProfile')}</Button></Link>
          <Link to="/profiles"><Button>{t('data.toProfiles')}</Button></Link>
        </div>
      )}
    </>
  );
}
