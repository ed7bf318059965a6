import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { Search } from '../Search';
import type { Segment } from '../api';
import styles from './life.module.css';
import { useListOne, useUploadList, type Listed } from './api';

const types = ['email', 'phone', 'user_id', 'card', 'profile'] as const;

/** Puts people on a list: by file, by pasting, and one by one. */
export function ListPanel({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const { done, failed } = useTold();
  const [pasted, setPasted] = useState('');
  const [type, setType] = useState<string>('email');
  const [answer, setAnswer] = useState<Listed | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const sent = useUploadList(segment.key);
  const one = useListOne(segment.key);
  const send = (data: Blob) => sent.mutate(data, { onSuccess: (result) => { setAnswer(result); setPasted(''); }, onError: failed });
  return (
    <>
      <Panel title={t('list.upload')} text={<>{t('list.uploadText')} <code>{types.join(', ')}</code></>}>
        <div className={styles.drop}>
          <input ref={file} type="file" className="visually-hidden" accept=".csv,.txt,text/csv" tabIndex={-1} aria-label={t('list.file')} onChange={(event) => {
            const picked = event.target.files?.[0];
            if (picked) send(picked);
            event.target.value = ''; // The same file can be chosen again after it was changed.
          }} />
          <Button icon={<UploadOutlined />} loading={sent.isPending} onClick={() => file.current?.click()}>{t('list.choose')}</Button>
        </div>
        <div className={styles.drop}>
          <Select<string> aria-label={t('list.type')} value={type} onChange={setType} options={types.map((value) => ({ value, label: t(`list.${value}`) }))} popupMatchSelectWidth={false} />
          <Button disabled={pasted.trim() === ''} loading={sent.isPending} onClick={() => send(new Blob([[type, ...pasted.split(/[\n,;]+/).map((value) => value.trim()).filter((value) => value !== '')].map(quoted).join('\n')]))}>{t('list.add')}</Button>
        </div>
        <Input.TextArea aria-label={t('list.paste')} placeholder={t('list.paste')} value={pasted} onChange={(event) => setPasted(event.target.value)} rows={4} spellCheck={false} translate="no" />
        {answer && <Outcome answer={answer} onClose={() => setAnswer(null)} />}
      </Panel>
      <Panel title={t('list.one')}>
        <Search onChoose={(person) => one.mutate({ profile: person.id, isOn: true }, { onSuccess: ({ added }) => done(added > 0 ? t('list.oneAdded') : t('list.oneThere')), onError: failed })} />
      </Panel>
    </>
  );
}

const quoted = (value: string) => `"${value.replace(/"/g, '""')}"`;

function Outcome({ answer, onClose }: { answer: Listed; onClose: () => void }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const lost = Number(answer.notFoundCount);
  return (
    <Alert type={lost > 0 ? 'warning' : 'success'} showIcon closable={{ onClose, 'aria-label': t('app:close') }} title={t('list.outcome', { count: answer.added, added: format.number(answer.added), there: format.number(answer.alreadyThere) })}
      description={lost > 0 && <>{t('list.lost', { count: lost, text: format.number(lost) })}<ul className={styles.lost} translate="no">{answer.notFound.map((value, at) => <li key={at}>{value}</li>)}</ul></>} />
  );
}
