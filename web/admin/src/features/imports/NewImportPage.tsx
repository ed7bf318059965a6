import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Progress, Segmented, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { useProblemText } from '@/components/useProblemText';
import { upload } from '@/lib/api/upload';
import { useFormat } from '@/lib/format/useFormat';
import { sourcesQuery } from '@/lib/workspace';
import { importKinds, uploadAddress, type Import, type ImportKind } from './api';
import { DropZone } from './DropZone';
import styles from './imports.module.css';

/** Takes a file: what is in it and which source says so; the rest is worked out from the content. */
export default function NewImportPage() {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const navigate = useNavigate();
  const problem = useProblemText();
  const [parameters] = useSearchParams();
  const sources = (useQuery(sourcesQuery).data ?? []).filter((source) => source.enabled && source.kind !== 'manual' && source.kind !== 'segments');
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<ImportKind>('people');
  const [chosen, setSource] = useState(parameters.get('source'));
  const [sent, setSent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController>(null);
  const source = chosen ?? (sources.length === 1 ? sources[0]!.key : null);

  const send = async () => {
    if (!file || !source) return;
    stop.current = new AbortController();
    setError(null);
    setSent(0);
    try {
      const made = await upload<Import>(uploadAddress(source, kind, file.name), file, { signal: stop.current.signal, onProgress: setSent });
      void navigate(`/imports/${made.id}`, { replace: true });
    } catch (refusal) {
      if (!(refusal instanceof DOMException)) setError(refusal);
      setSent(null);
    }
  };
  const sending = sent !== null;
  return (
    <>
      <PageHeader title={t('new.title')} text={t('new.text')} parent={<Link to="/imports">{t('list.title')}</Link>} />
      <div className={styles.narrow}>
        <Panel>
          <DropZone file={file} disabled={sending} onFile={(next) => {
            setFile(next);
            setError(null);
          }} />
          <Form layout="vertical" disabled={sending}>
            <div className={styles.two}>
              <Form.Item label={t('new.source')} htmlFor="import-source" extra={t('new.sourceHelp')}>
                <Select id="import-source" value={source} onChange={setSource} placeholder={t('new.sourceChoose')} showSearch={{ optionFilterProp: 'label' }}
                  options={sources.map((one) => ({ value: one.key, label: one.name }))} notFoundContent={<Link to="/sources/new?kind=file">{t('new.noSource')}</Link>} />
              </Form.Item>
              <Form.Item label={t('new.kind')} extra={t(`new.kindHelp.${kind}`)}>
                <Segmented block value={kind} onChange={setKind} options={importKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))} aria-label={t('new.kind')} />
              </Form.Item>
            </div>
          </Form>
          {error !== null && <Alert type="error" showIcon title={problem(error).title} description={<span lang="en">{problem(error).detail}</span>} className={styles.gap} />}
          {sending ? (
            <div className={styles.sending}>
              <Progress percent={file && file.size > 0 ? Math.min(100, Math.floor((100 * sent) / file.size)) : 0} status="active" aria-label={t('new.sending')} />
              <span>{file && sent >= file.size ? t('new.reading') : t('new.sentOf', { sent: format.bytes(sent), all: format.bytes(file?.size) })}</span>
              <Button onClick={() => stop.current?.abort()}>{t('app:cancel')}</Button>
            </div>
          ) : <Button type="primary" disabled={!file || !source} onClick={() => void send()}>{t('new.send')}</Button>}
        </Panel>
      </div>
    </>
  );
}
