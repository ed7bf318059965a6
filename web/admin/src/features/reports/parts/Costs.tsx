import { UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Allowed } from '@/components/Allowed';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Panel } from '@/components/Panel';
import { useConfirm } from '@/components/useConfirm';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { keyOf } from '@/lib/keys';
import { costsQuery, useImportCosts, useRemoveCosts } from '../api';
import { importsOf, type CostImport } from '../logic/costs';
import styles from '../reports.module.css';

/** What advertising cost, by the files that told it. */
export function Costs() {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const confirm = useConfirm();
  const { done } = useTold();
  const { data, error, isPending, refetch } = useQuery(costsQuery);
  const remove = useRemoveCosts();
  const imports = useMemo(() => importsOf(data?.costs ?? []), [data]);
  const ask = (key: string) => confirm({ title: t('costs.removeTitle', { key }), text: t('costs.removeText'), verb: t('app:delete'), danger: true, action: () => remove.mutateAsync(key).then(() => done(t('costs.removed'))) });
  const day = (value: string) => format.date(`${value}T12:00:00`);
  return (
    <Panel title={t('costs.title')} text={t('costs.text')}>
      <Allowed scope="reports:write"><Import /></Allowed>
      <DataTable<CostImport> label={t('costs.title')} rows={imports} rowKey={(row) => row.key} loading={isPending} error={error} onRetry={() => void refetch()} empty={<EmptyState compact title={t('costs.none')} />} columns={[
        { key: 'key', title: t('costs.import'), data: true, render: (row) => row.key },
        { key: 'days', title: t('costs.days'), width: 290, render: (row) => (row.from === row.to ? day(row.from) : `${day(row.from)} – ${day(row.to)}`) },
        { key: 'rows', title: t('costs.rows'), width: 90, align: 'right', render: (row) => format.number(row.rows) },
        { key: 'cost', title: t('campaigns.cost'), width: 160, align: 'right', render: (row) => format.list(row.costs.map(({ currency, cost }) => (currency ? format.money(cost, currency) : format.number(cost)))) },
        { key: 'remove', title: '', width: 110, align: 'right', render: (row) => <Allowed scope="reports:write"><Button type="link" danger size="small" onClick={() => ask(row.key)}>{t('app:delete')}</Button></Allowed> },
      ]} />
    </Panel>
  );
}

/** What the file's first row names. */
const header = 'day,utm_source,utm_medium,utm_campaign,cost,currency,clicks,impressions';

function Import() {
  const { t } = useTranslation('reports');
  const problem = useProblemText();
  const send = useImportCosts();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [key, setKey] = useState('');
  const pick = (picked: File) => {
    setFile(picked);
    send.reset();
    // The name of the file is the key: the same file of next week replaces nothing of this one.
    setKey(keyOf(picked.name.replace(/\.\w+$/, '')));
  };
  const refusal = send.error ? problem(send.error) : null;
  return (
    <div className={styles.import}>
      <p>{t('costs.columns')} <code>{header}</code>. {t('costs.again')}</p>
      <div className={styles.importRow}>
        <input ref={input} type="file" accept=".csv,text/csv" className="visually-hidden" tabIndex={-1} aria-label={t('costs.file')} onChange={(event) => {
          const picked = event.target.files?.[0];
          if (picked) pick(picked);
          event.target.value = '';
        }} />
        <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>{file ? <span translate="no">{file.name}</span> : t('costs.file')}</Button>
        {file && <Input className={styles.importKey} aria-label={t('costs.import')} value={key} onChange={(event) => setKey(keyOf(event.target.value) || event.target.value)} addonBefore={t('costs.import')} />}
        {file && <Button type="primary" disabled={key === ''} loading={send.isPending} onClick={() => send.mutate({ key, file }, { onSuccess: () => setFile(null) })}>{t('costs.send')}</Button>}
      </div>
      {refusal && <Alert type="error" showIcon title={refusal.title} description={<span lang="en">{refusal.detail}</span>} />}
      {send.data && (
        <Alert type={send.data.refusedCount > 0 ? 'warning' : 'success'} showIcon title={t('costs.written', { count: send.data.written })} description={send.data.refusedCount > 0 && (
          <>
            <p>{t('costs.refused', { count: send.data.refusedCount })}</p>
            <ul>{send.data.refused.map((row) => <li key={row.line}>{t('costs.line', { line: row.line })}: <span lang="en">{row.reason}</span></li>)}</ul>
          </>
        )} />
      )}
    </div>
  );
}
