import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Allowed } from '@/components/Allowed';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Meter } from '@/components/Meter';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { SourceTag } from '@/components/SourceTag';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { useNarrow } from '@/components/useNarrow';
import { qualityQuery } from '@/features/quality/public';
import { useSourceNames } from '@/features/sources/public';
import { privacyClasses, traitsQuery } from './api';
import styles from './catalogue.module.css';
import { filtered, rowsOf, type Filter, type Row } from './rows';
import { TraitDrawer } from './TraitDrawer';

const pageSize = 100;

/** Traits: what each is called and means, who may see it, how long it is kept, who is believed. */
export default function CataloguePage() {
  const { t } = useTranslation('catalogue');
  const { can } = useSession();
  const traits = useQuery(traitsQuery);
  const quality = useQuery({ ...qualityQuery, enabled: can('stats:read') });
  const [filter, setFilter] = useState<Filter>({ text: '', kind: 'all', privacyClass: null, undeclared: false });
  const asked = useDeferredValue(filter);
  const [open, setOpen] = useState<{ kind: string; name: string } | 'new' | null>(null);
  const [pages, setPages] = useState(1);
  const rows = useMemo(() => rowsOf(traits.data ?? [], quality.data), [traits.data, quality.data]);
  const found = useMemo(() => filtered(rows, asked), [rows, asked]);
  const edited = open === null || open === 'new' ? null : (rows.find((row) => row.kind === open.kind && row.name === open.name) ?? null);
  const columns = useColumns();
  const hasAccounts = rows.some((row) => row.kind === 'account');
  const tools = (
    <div className={styles.filters}>
      <Input type="search" value={filter.text} onChange={(event) => setFilter({ ...filter, text: event.target.value })} placeholder={t('filter.text')} aria-label={t('filter.text')} className={styles.search} />
      <Select allowClear value={filter.privacyClass ?? undefined} onChange={(one?: string) => setFilter({ ...filter, privacyClass: one ?? null })} placeholder={t('filter.class')} aria-label={t('filter.class')} className={styles.choice} options={privacyClasses.map((one) => ({ value: one, label: t(`class.${one}`) }))} />
      {hasAccounts && <Select value={filter.kind} onChange={(kind) => setFilter({ ...filter, kind })} aria-label={t('filter.kind')} className={styles.choice} options={(['all', 'person', 'account'] as const).map((one) => ({ value: one, label: t(`kind.${one}`) }))} />}
      <Checkbox checked={filter.undeclared} onChange={(event) => setFilter({ ...filter, undeclared: event.target.checked })}>{t('filter.undeclared')}</Checkbox>
      <span className={styles.count} role="status">{t('filter.count', { count: found.length })}</span>
    </div>
  );
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={<Allowed scope="catalogue:write"><Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>{t('add')}</Button></Allowed>} />
      <Panel flush>
        <DataTable<Row> label={t('title')} chooser="catalogue" tools={tools} columns={columns} rows={found.slice(0, pages * pageSize)} rowKey={(row) => `${row.kind} ${row.name}`} loading={traits.isPending} error={traits.error} onRetry={() => void traits.refetch()}
          onOpen={(row) => setOpen({ kind: row.kind, name: row.name })} hasMore={found.length > pages * pageSize} onMore={() => setPages(pages + 1)}
          empty={<EmptyState compact title={rows.length > 0 ? t('noMatch') : t('empty')} text={rows.length > 0 ? undefined : t('emptyText')} />} />
      </Panel>
      <TraitDrawer open={open !== null} trait={edited} onClose={() => setOpen(null)} taken={rows} />
    </>
  );
}

function useColumns(): DataColumn<Row>[] {
  const { t, i18n } = useTranslation('catalogue');
  const format = useFormat();
  const narrow = useNarrow();
  const sourceName = useSourceNames();
  const name: DataColumn<Row> = {
    key: 'name', title: t('column.trait'), fixed: true, render: (row) => (
      <div className={styles.name}><b translate="no">{row.label[i18n.language] ?? row.name}</b>{row.label[i18n.language] && <code>{row.name}</code>}{row.kind === 'account' && <small>{t('kind.account')}</small>}</div>
    ),
  };
  const fill: DataColumn<Row> = {
    key: 'fill', title: t('column.fill'), width: narrow ? 120 : 150,
    render: (row) => row.fill === null ? '–' : <Meter share={row.fill} label={t('fillOf', { count: row.quality?.filled ?? 0, text: format.number(row.quality?.filled ?? 0) })} />,
  };
  if (narrow) return [name, fill];
  return [
    name,
    { key: 'type', title: t('column.type'), width: 140, render: (row) => <span className={styles.soft}>{t(`type.${row.type}`)}{!row.declared && <small> {t('guessed')}</small>}</span> },
    { key: 'class', title: t('column.class'), width: 150, render: (row) => <span className={styles.class} data-class={row.privacyClass}>{t(`class.${row.privacyClass}`)}</span> },
    { key: 'purpose', title: t('column.purpose'), width: 140, data: true, render: (row) => row.purpose ?? <span className={styles.soft}>–</span> },
    { key: 'retention', title: t('column.retention'), width: 186, render: (row) => row.retentionDays ? t('days', { count: row.retentionDays, text: format.number(row.retentionDays) }) : <span className={styles.soft}>{t('forever')}</span> },
    { key: 'master', title: t('column.master'), width: 156, render: (row) => row.masterSource ? <SourceTag source={row.masterSource} name={sourceName(row.masterSource)} /> : <span className={styles.soft}>{t('noMaster')}</span> },
    fill,
    { key: 'used', title: t('column.updated'), width: 130, hidden: true, render: (row) => <RelativeTime at={row.quality?.lastUpdatedAt} /> },
  ];
}
