import { Alert, Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SecretValue, Snippet } from '@/components/Copyable';
import { Panel } from '@/components/Panel';
import { useSession } from '@/lib/session';
import { useNarrow } from '@/components/useNarrow';
import type { Source } from './api';
import { useFreshKey } from './freshKey';
import { firstSnippet, keyPlace, snippets } from './snippets';
import styles from './sources.module.css';

/** How to send events here: code to take away, with the key in it while it is known. */
export function Connect({ source }: { source: Source }) {
  const { t } = useTranslation('sources');
  const { can } = useSession();
  const narrow = useNarrow();
  const { freshKey } = useFreshKey(source.key);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(firstSnippet(source.kind));
  const key = freshKey ?? typed.trim();
  const all = snippets(globalThis.location.origin, source.key, key || keyPlace);
  const snippet = all.find((one) => one.id === chosen)!;
  return (
    <>
      {source.kind === 'file' && can('imports:write') && (
        <Panel title={t('connect.file')} text={t('connect.fileText')}>
          <Link to={`/imports/new?source=${encodeURIComponent(source.key)}`}><Button type="primary" tabIndex={-1}>{t('connect.fileVerb')}</Button></Link>
        </Panel>
      )}
      <Panel title={t('connect.key')} text={freshKey ? undefined : t('connect.keyGone')}>
        {freshKey
          ? <div className={styles.fresh2}><Alert type="success" showIcon title={t('keys.once')} /><SecretValue value={freshKey} label={t('keys.label')} /></div>
          : (
            <div className={styles.keyLine}>
              <Input className={styles.code} value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t('connect.paste')} aria-label={t('connect.paste')} autoComplete="off" spellCheck={false} />
              {can('sources:write') && <Link to="?tab=settings" replace>{t('connect.newKey')}</Link>}
            </div>
          )}
      </Panel>
      <Panel title={t('connect.code')} text={t('connect.codeText')}>
        <div translate="no" className={styles.sdks}><Segmented vertical={narrow} value={chosen} onChange={setChosen} options={all.map((one) => ({ value: one.id, label: one.title }))} aria-label={t('connect.code')} /></div>
        <p className={styles.runs}>{t(`connect.runs.${snippet.runs}`)}{(snippet.id === 'segment-snippet' || snippet.id === 'jitsu-script') && <> {t('connect.inHead')} <code>&lt;head&gt;</code></>}</p>
        {snippet.install && <Snippet code={snippet.install} label={t('connect.install')} />}
        <Snippet code={snippet.code} label={t('connect.code')} />
        <p className={styles.runs}><Link to="?tab=live" replace>{t('connect.watch')}</Link></p>
      </Panel>
    </>
  );
}
