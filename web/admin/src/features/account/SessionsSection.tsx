import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { RelativeTime } from '@/components/RelativeTime';
import { useTold } from '@/components/useTold';
import { api } from '@/lib/api/client';
import { browserOf } from './browserOf';
import { sessionsQuery } from './sessions';
import styles from './account.module.css';

/** Where one is signed in, and the end of it. */
export function SessionsSection() {
  const { t } = useTranslation('account');
  const sessions = useQuery(sessionsQuery);
  const queries = useQueryClient();
  const { done, failed } = useTold();
  const end = useMutation({
    mutationFn: (id: number) => api.DELETE('/api/sessions/{id}', { params: { path: { id } } }),
    onSuccess: async () => {
      await queries.invalidateQueries(sessionsQuery);
      done(t('sessions.ended'));
    },
    onError: failed,
  });
  return (
    <section className={styles.section}>
      <h2>{t('sessions.title')}</h2>
      <p>{t('sessions.text')}</p>
      <DataTable label={t('sessions.title')} rows={sessions.data ?? []} rowKey={(row) => String(row.id)} loading={sessions.isPending} error={sessions.error} onRetry={() => void sessions.refetch()} columns={[
        { key: 'agent', title: t('sessions.browser'), data: true, render: (row) => <span className={styles.two}><span title={row.agent}>{browserOf(row.agent) ?? t('sessions.unknown')}</span><small>{row.address}</small></span> },
        { key: 'created', title: t('sessions.since'), width: 150, render: (row) => <RelativeTime at={row.createdAt} /> },
        { key: 'used', title: t('sessions.used'), width: 150, render: (row) => <RelativeTime at={row.lastUsedAt} /> },
        { key: 'end', title: '', width: 130, align: 'right', render: (row) => (row.current ? <Tag color="success">{t('sessions.this')}</Tag> : <Button size="small" onClick={() => end.mutate(row.id)} loading={end.isPending && end.variables === row.id}>{t('sessions.end')}</Button>) },
      ]} />
    </section>
  );
}
