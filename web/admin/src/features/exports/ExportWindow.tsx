import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Modal, Progress, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Naming } from '@/components/Naming';
import { RelativeTime } from '@/components/RelativeTime';
import { useNarrow } from '@/components/useNarrow';
import { useProblemText } from '@/components/useProblemText';
import { ProblemError } from '@/lib/api/problem';
import { useFormat } from '@/lib/format/useFormat';
import { exportFormats, exportQuery, fileOf, isActive, useBeginExport, useRemoveExport, type Column, type Export, type ExportFormat } from './api';
import { ColumnsField } from './ColumnsField';
import { useColumnLabels, useColumns, usualColumns } from './useColumns';
import styles from './exports.module.css';

/** Whom a file is of. */
export interface Exported {
  key: string;
  name: string;
  size: number;
}

/** Chooses what a file has, and waits until it is written. */
export function ExportWindow({ of, onClose }: { of: Exported; onClose: () => void }) {
  const { t } = useTranslation('exports');
  const { all } = useColumns();
  const [id, setId] = useState<string | null>(null);
  return (
    <Modal open title={<Naming phrase={(name) => t('window', { name })} value={of.name} />} footer={null} onCancel={onClose} width={600}>
      {id !== null ? <Written id={id} onAgain={() => setId(null)} /> : all.length > 0 && <Choosing of={of} all={all} onBegun={setId} onClose={onClose} />}
    </Modal>
  );
}

const choiceKey = 'kartoteka.export.columns';

/** The columns of the last file, as far as there are such still. */
function lastColumns(all: readonly Column[]): string[] {
  const last = (localStorage.getItem(choiceKey) ?? '').split('\n').filter((name) => all.some((column) => column.name === name));
  return last.length > 0 ? last : usualColumns(all);
}

function Choosing({ of, all, onBegun, onClose }: { of: Exported; all: readonly Column[]; onBegun: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation('exports');
  const format = useFormat();
  const problem = useProblemText();
  const narrow = useNarrow();
  const label = useColumnLabels();
  const begin = useBeginExport(of.key);
  const [columns, setColumns] = useState(() => lastColumns(all));
  const [file, setFile] = useState<ExportFormat>('csv');
  const masked = all.filter((column) => column.isMasked && columns.includes(column.name)).map((column) => label(column.name));
  const isOfColumns = begin.error instanceof ProblemError && begin.error.field === 'columns';
  const submit = () => {
    localStorage.setItem(choiceKey, columns.join('\n'));
    begin.mutate({ columns, format: file }, { onSuccess: (begun) => onBegun(begun.id) });
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      <p className={styles.lead}>{t('people', { count: of.size, text: format.number(of.size) })}</p>
      <Form.Item label={t('columns.label')} htmlFor="export-columns" validateStatus={isOfColumns || columns.length === 0 ? 'error' : undefined} help={isOfColumns || columns.length === 0 ? t('columns.needed') : undefined}
        extra={<span className={styles.presets}><Button type="link" size="small" onClick={() => setColumns(usualColumns(all))}>{t('columns.usual')}</Button><Button type="link" size="small" onClick={() => setColumns(all.map((column) => column.name))}>{t('columns.all')}</Button></span>}>
        <ColumnsField id="export-columns" value={columns} onChange={setColumns} />
      </Form.Item>
      {masked.length > 0 && <Alert type="info" showIcon className={styles.gap} title={t('masked', { count: masked.length })} description={<span translate="no">{format.list(masked)}</span>} />}
      <Form.Item label={t('format.label')} extra={t(`format.${file}_text`)}>
        <Segmented<ExportFormat> vertical={narrow} value={file} onChange={setFile} options={exportFormats.map((one) => ({ value: one, label: t(`format.${one}`) }))} aria-label={t('format.label')} />
      </Form.Item>
      {begin.error && !isOfColumns && <Alert type="error" showIcon className={styles.gap} title={problem(begin.error).title} description={<span lang="en">{problem(begin.error).detail}</span>} />}
      <p className={styles.soft}>{t('logged')}</p>
      <div className={styles.foot}><Link to="/exports">{t('earlier')}</Link><Button onClick={onClose}>{t('app:cancel')}</Button><Button type="primary" htmlType="submit" loading={begin.isPending} disabled={columns.length === 0}>{t('verb')}</Button></div>
    </Form>
  );
}

function Written({ id, onAgain }: { id: string; onAgain: () => void }) {
  const { t } = useTranslation('exports');
  const { data } = useQuery(exportQuery(id));
  if (!data) return null;
  return (
    <div aria-live="polite" aria-busy={isActive(data)}>
      {isActive(data) ? <Writing of={data} /> : <Ended of={data} />}
      <div className={styles.foot}>
        <Link to="/exports">{t('earlier')}</Link>
        {!isActive(data) && <Button onClick={onAgain}>{t('again')}</Button>}
        {data.state === 'done' && <Button type="primary" icon={<DownloadOutlined />} href={fileOf(data)} download>{t('download')}</Button>}
      </div>
    </div>
  );
}

function Writing({ of }: { of: Export }) {
  const { t } = useTranslation('exports');
  const format = useFormat();
  const remove = useRemoveExport();
  const share = of.total ? of.rows / of.total : 0;
  return (
    <>
      <Progress percent={Math.floor(100 * share)} status="active" format={(percent) => format.percent((percent ?? 0) / 100)} aria-label={t('state.running')} />
      <p className={styles.soft}>{of.state === 'queued' ? t('state.queued') : t('written', { rows: format.number(of.rows), total: format.number(of.total) })} <Button type="link" size="small" loading={remove.isPending} onClick={() => remove.mutate(of.id)}>{t('app:cancel')}</Button></p>
    </>
  );
}

function Ended({ of }: { of: Export }) {
  const { t } = useTranslation('exports');
  const format = useFormat();
  if (of.state !== 'done') return <Alert type={of.state === 'failed' ? 'error' : 'info'} showIcon title={t(`state.${of.state}`)} description={of.error && <span lang="en">{of.error}</span>} />;
  return <Alert type="success" showIcon title={t('done', { count: of.rows, text: format.number(of.rows), bytes: format.bytes(of.bytes) })} description={<>{t('kept')} <RelativeTime at={of.expiresAt} />. {t('yours')}</>} />;
}
