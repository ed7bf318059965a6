import { SafetyOutlined, SearchOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { useTold } from '@/components/useTold';
import { api, body } from '@/lib/api/client';
import { useFormat } from '@/lib/format/useFormat';
import { usePages } from '@/lib/usePages';
import { SettingsFrame } from './SettingsFrame';
import styles from './settings.module.css';

const filters = ['actor', 'action', 'subject'] as const;

/** Who did what. The filters stand in the address, so that a view can be sent to somebody. */
export default function AuditPage() {
  const { t, i18n } = useTranslation('settings');
  const format = useFormat();
  const { failed } = useTold();
  const [parameters, setParameters] = useSearchParams();
  const query = Object.fromEntries([...filters, 'from', 'to'].map((name) => [name, parameters.get(name) ?? undefined]));
  const lines = usePages(['audit', query], async (before: number | undefined, signal) => {
    const page = await body(api.GET('/api/audit', { params: { query: { ...query, before, limit: 100 } }, signal }));
    return { items: page.entries, next: page.next };
  });
  const verify = useMutation({ mutationFn: () => body(api.GET('/api/audit/verify')), onError: failed });
  const set = (changes: Record<string, string | null | undefined>) => setParameters((known) => {
    for (const [name, value] of Object.entries(changes)) {
      if (value) known.set(name, value);
      else known.delete(name);
    }
    return known;
  }, { replace: true });
  const action = (code: string) => {
    const key = `audit.actions.${code.replace('.', '_')}`;
    return i18n.exists(`settings:${key}`) ? t(key) : code;
  };
  const day = (name: 'from' | 'to') => (parameters.has(name) ? dayjs(parameters.get(name)) : null);
  return (
    <SettingsFrame section="audit" actions={<Button icon={<SafetyOutlined />} loading={verify.isPending} onClick={() => verify.mutate()}>{t('audit.verify')}</Button>}>
      {verify.data && (
        <Alert className={styles.verdict} showIcon closable={{ 'aria-label': t('app:close') }} type={verify.data.whole ? 'success' : 'error'} onClose={verify.reset}
          title={verify.data.whole ? t('audit.whole') : t('audit.broken', { sequence: verify.data.firstBadSequence })}
          description={verify.data.head && <>{t('audit.head', { sequence: verify.data.head.sequence })} <code>{verify.data.head.hash}</code></>} />
      )}
      <DataTable label={t('audit.title')} rows={lines.items} rowKey={(row) => String(row.sequence)} loading={lines.loading} error={lines.error} onRetry={lines.retry} stale={lines.stale}
        hasMore={lines.hasMore} loadingMore={lines.loadingMore} onMore={lines.loadMore} chooser="audit" empty={<EmptyState compact title={t('audit.none')} />}
        tools={
          <div className={styles.filters}>
            {filters.map((name) => <Input key={name} allowClear prefix={<SearchOutlined />} defaultValue={parameters.get(name) ?? ''} placeholder={t(`audit.${name}`)} aria-label={t(`audit.${name}`)}
              onPressEnter={(event) => set({ [name]: event.currentTarget.value.trim() })} onBlur={(event) => set({ [name]: event.currentTarget.value.trim() })} onClear={() => set({ [name]: null })} style={{ width: 190 }} />)}
            <DatePicker.RangePicker value={[day('from'), day('to')]} allowEmpty={[true, true]} onChange={(days) => set({ from: days?.[0]?.startOf('day').toISOString(), to: days?.[1]?.endOf('day').toISOString() })} />
          </div>
        }
        columns={[
          { key: 'at', title: t('audit.at'), width: 200, fixed: true, render: (row) => format.dateTime(row.at) },
          { key: 'actor', title: t('audit.actor'), width: 190, ellipsis: true, data: true, render: (row) => row.actor },
          { key: 'action', title: t('audit.action'), width: 230, render: (row) => action(row.action) },
          { key: 'subject', title: t('audit.subject'), width: 190, ellipsis: true, data: true, render: (row) => <code>{row.subject}</code> },
          { key: 'detail', title: t('audit.detail'), data: true, render: (row) => row.detail },
          { key: 'sequence', title: t('audit.sequence'), width: 90, align: 'right', hidden: true, render: (row) => format.number(row.sequence) },
          { key: 'hash', title: t('audit.hash'), width: 160, hidden: true, ellipsis: true, data: true, render: (row) => <code>{row.hash}</code> },
        ]} />
    </SettingsFrame>
  );
}
