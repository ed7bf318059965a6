import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { address } from '@/lib/api/client';
import { useFormat } from '@/lib/format/useFormat';
import { exportColumns } from '../logic/columns';
import { formatCondition, type ListState } from '../logic/filters';
import { askable, countQuery } from '../queries';
import { useTraits } from '../useTraits';
import { useColumnTitle } from './cells';
import styles from './list.module.css';

/** Takes out what the list shows as a file, after saying what that is. */
export function ExportButton({ state, columns }: { state: ListState; columns: string[] }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const titleOf = useColumnTitle(state.kind);
  const { list } = useTraits(state.kind ?? undefined);
  const { data } = useQuery(countQuery(state));
  const href = address('/api/profiles/export', {
    query: askable(state.query), where: state.conditions.map(formatCondition), kind: state.kind, columns: exportColumns(columns, [...new Set(list.map((trait) => trait.name))]).join(','),
  });
  const number = format.number(data?.total);
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)}>{t('export.action')}</Button>
      <Modal open={open} title={t('export.title')} onCancel={() => setOpen(false)} width={460}
        footer={[<Button key="cancel" onClick={() => setOpen(false)}>{t('app:cancel')}</Button>, <Button key="go" type="primary" href={href} download="profiles.csv" onClick={() => setOpen(false)}>{t('export.verb')}</Button>]}>
        <p>{data && <b>{data.isExact ? t('list.count', { count: data.total, number }) : t('list.countMore', { number })}. </b>}{t('export.text')}</p>
        <p className={styles.faint}>{format.list(columns.filter((column) => column !== 'sources').map(titleOf))}</p>
        <p className={styles.faint}>{t('export.masked')} {t('export.logged')}</p>
      </Modal>
    </>
  );
}
