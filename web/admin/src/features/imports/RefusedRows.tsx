import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { Panel } from '@/components/Panel';
import { ProblemError } from '@/lib/api/problem';
import { useFormat } from '@/lib/format/useFormat';
import { grouped } from '@/lib/grouped';
import { useNarrow } from '@/components/useNarrow';
import { refusedAddress } from './api';
import { refusedRows, type RefusedRow } from './csv';
import styles from './imports.module.css';
import { useRefusalName } from './useNames';

/** Characters of the file that are shown; the whole of it may be gigabytes and is there to download. */
const textMax = 512 * 1_024;
const rowsPerPage = 50;

/** Reads the beginning of the file, and no more of it. */
async function readStart(id: number, signal: AbortSignal): Promise<{ rows: RefusedRow[]; whole: boolean }> {
  const answer = await fetch(refusedAddress(id), { signal, headers: { 'X-Kartoteka-Request': '1' } });
  if (!answer.ok || !answer.body) throw await ProblemError.from(answer);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let whole = false;
  while (text.length < textMax) {
    const { done, value } = await reader.read();
    if (done) {
      whole = true;
      break;
    }
    text += value;
  }
  await reader.cancel();
  return { rows: refusedRows(text, !whole), whole };
}

/** Rows that were not taken in, with line and reason. */
export function RefusedRows({ id, refused }: { id: number; refused: number }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const name = useRefusalName();
  const [reason, setReason] = useState<string | null>(null);
  const [pages, setPages] = useState(1);
  const { data, isPending, error, refetch } = useQuery({ queryKey: ['imports', id, 'refused', refused], queryFn: ({ signal }) => readStart(id, signal) });
  const counts = useMemo(() => grouped(data?.rows ?? [], (row) => row.reason).map(([code, rows]) => ({ code, count: rows.length })).sort((a, b) => b.count - a.count), [data]);
  const wanted = (data?.rows ?? []).filter((row) => reason === null || row.reason === reason);
  const shown = wanted.slice(0, pages * rowsPerPage);
  return (
    <Panel flush title={t('refused.title', { count: refused, text: format.number(refused) })} text={data && !data.whole ? t('refused.start', { count: data.rows.length, text: format.number(data.rows.length) }) : t('refused.text')}
      actions={<a href={refusedAddress(id)} download><Button icon={<DownloadOutlined />} tabIndex={-1}>{t('refused.download')}</Button></a>}>
      {counts.length > 1 && (
        <div className={styles.chips}>
          {counts.map(({ code, count }) => <button type="button" key={code} aria-pressed={reason === code} onClick={() => setReason(reason === code ? null : code)}>{name(code)} <b>{format.number(count)}</b></button>)}
        </div>
      )}
      <DataTable<RefusedRow> label={t('refused.label')} columns={useColumns()} rows={shown} rowKey={(row) => `${row.line} ${row.reason} ${row.values.join('')}`} loading={isPending} error={error} onRetry={() => void refetch()}
        hasMore={shown.length < wanted.length} onMore={() => setPages(pages + 1)} />
    </Panel>
  );
}

function useColumns(): DataColumn<RefusedRow>[] {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const name = useRefusalName();
  const narrow = useNarrow();
  const values = (row: RefusedRow) => (
    <span className={styles.values} translate="no">{row.values.map(([column, value], i) => column === '' ? <code key={i}>{value}</code> : <span key={i}><i>{column}</i> {value}</span>)}</span>
  );
  const why = (row: RefusedRow) => <div className={styles.why}>{name(row.reason)}<small lang="en">{row.detail}</small></div>;
  return [
    { key: 'line', title: t('refused.line'), width: narrow ? 64 : 90, align: 'right', render: (row) => narrow ? `${t('refused.line')} ${format.number(row.line)}` : format.number(row.line) },
    { key: 'reason', title: t('refused.reason'), width: narrow ? undefined : 300, render: (row) => narrow ? <>{why(row)}{values(row)}</> : why(row) },
    ...(narrow ? [] : [{ key: 'row', title: t('refused.row'), render: values }]),
  ];
}
