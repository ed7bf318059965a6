import { DownloadOutlined, PlayCircleOutlined, SaveOutlined, StopOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, type InputRef } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionMenu } from '@/components/ActionMenu';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { ask, fileOf, type Answer } from './api';
import { AnswerTable } from './AnswerTable';
import { history, remember } from './history';
import { Kept } from './Kept';
import { SaveForm } from './SaveForm';
import { Views } from './Views';
import styles from './sql.module.css';

const first = "select source, name, count(*) as events, sum(revenue) as revenue\nfrom events\ngroup by all\norder by events desc";

/** Questions over the whole base in SQL: the text, the views beside it, the answer below. */
export default function SqlPage() {
  const { t } = useTranslation('sql');
  const [sql, setSql] = useState(() => history()[0]?.sql ?? first);
  const [asked, setAsked] = useState(history);
  const [saving, setSaving] = useState(false);
  const running = useRef<AbortController>(null);
  const editor = useRef<InputRef>(null);
  const answer = useMutation({
    mutationFn: (text: string) => {
      running.current = new AbortController();
      return ask(text, running.current.signal);
    },
  });
  const run = () => {
    const text = sql.trim();
    if (!text || answer.isPending) return;
    setAsked(remember(text, new Date()));
    answer.mutate(text);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  };
  const put = (text: string) => {
    setSql(text);
    editor.current?.focus();
  };
  const files = (['csv', 'jsonl'] as const).map((format) => ({ format, link: fileOf(sql.trim(), format) }));
  const cancelled = answer.error instanceof DOMException;
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className={styles.page}>
        <div className={styles.main}>
          <Panel dense>
            <Input.TextArea ref={editor} className={styles.editor} aria-label={t('editor')} translate="no" spellCheck={false} rows={9} value={sql} onChange={(event) => setSql(event.target.value)} onKeyDown={onKey} />
            <div className={styles.doing}>
              {answer.isPending
                ? <Button danger icon={<StopOutlined />} onClick={() => running.current?.abort()}>{t('stop')}</Button>
                : <Button type="primary" icon={<PlayCircleOutlined />} onClick={run} disabled={!sql.trim()}>{t('run')}</Button>}
              <ActionMenu menu={{ items: files.map(({ format, link }) => ({ key: format, disabled: link === null, label: link === null ? t('tooLong') : <a href={link} download={`answer.${format}`}>{t(`file.${format}`)}</a> })) }}>
                <Button icon={<DownloadOutlined />} disabled={!sql.trim()}>{t('download')}</Button>
              </ActionMenu>
              <Button icon={<SaveOutlined />} onClick={() => setSaving(true)} disabled={!sql.trim()}>{t('save')}</Button>
              <span className={styles.hint}>{t('hint')}</span>
            </div>
          </Panel>
          <div className={styles.answer} aria-live="polite" aria-busy={answer.isPending}>
            {answer.error && (cancelled ? <p className={styles.hint}>{t('stopped')}</p> : <ErrorState error={answer.error} compact />)}
            {answer.data && !answer.error && <Shown answer={answer.data} />}
          </div>
        </div>
        <aside className={styles.side}>
          <Views onPick={(word) => put(`${sql}${/\s$/.test(sql) || sql === '' ? '' : ' '}${word}`)} />
          <Kept asked={asked} onPick={put} onForgotten={() => setAsked([])} />
        </aside>
      </div>
      {saving && <SaveForm sql={sql.trim()} onClose={() => setSaving(false)} />}
    </>
  );
}

function Shown({ answer }: { answer: Answer }) {
  const { t } = useTranslation('sql');
  return (
    <Panel title={t('answer')} text={t('rows', { count: answer.rowCount, ms: answer.elapsedMs })} flush>
      {answer.truncated && <p className={styles.note}>{t('truncated')}</p>}
      {!answer.isComplete && <p className={styles.note}>{t('building')}</p>}
      <AnswerTable answer={answer} label={t('answer')} />
    </Panel>
  );
}
