import { UsergroupAddOutlined } from '@ant-design/icons';
import { Alert, Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Behind } from '@/components/charts/types';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { useNarrow } from '@/components/useNarrow';
import { useProblemText } from '@/components/useProblemText';
import { useFormat } from '@/lib/format/useFormat';
import { keyOf } from '@/lib/keys';
import { useSession } from '@/lib/session';
import { usePages } from '@/lib/usePages';
import { cityOf, identifierText, profileName, type ProfileSummary } from '@/features/profiles/public';
import { loadPeople, useSaveList, type PeoplePage } from '../api';
import { queryOf, type Values } from '../logic/parameters';
import type { ReportName } from '../types';
import styles from '../reports.module.css';

interface PeoplePanelProps {
  title: string;
  name: ReportName;
  values: Values;
  /** Which number; null when none is open. */
  behind: Behind | null;
  onClose: () => void;
}

/** The people behind a number, who can be kept as a segment. */
export function PeoplePanel({ title, name, values, behind, onClose }: PeoplePanelProps) {
  const narrow = useNarrow();
  return <Drawer open={behind !== null} onClose={onClose} size={narrow ? '100%' : 860} title={title} destroyOnHidden>{behind && <People name={name} values={values} behind={behind} />}</Drawer>;
}

function People({ name, values, behind }: { name: ReportName; values: Values; behind: Behind }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { can } = useSession();
  const [saving, setSaving] = useState(false);
  const pages = usePages<PeoplePage, string>(['reports', name, 'people', queryOf(values).toString(), queryOf(behind).toString()], (cursor, signal) => loadPeople(name, values, behind, cursor, signal));
  const { first } = pages;
  const columns = useColumns();
  return (
    <>
      <div className={styles.peopleHead}>
        <b aria-live="polite">{first ? t('people.count', { count: first.total, text: format.number(first.total) }) : '…'}</b>
        {can('segments:write') && first && first.total > 0 && !saving && <Button icon={<UsergroupAddOutlined />} onClick={() => setSaving(true)}>{t('people.save')}</Button>}
      </div>
      {saving && <SaveList name={name} values={values} behind={behind} onClose={() => setSaving(false)} />}
      <DataTable<ProfileSummary> label={t('people.label')} columns={columns} rows={pages.items} rowKey={(row) => row.id} loading={pages.loading} error={pages.error} onRetry={pages.retry}
        hasMore={pages.hasMore} loadingMore={pages.loadingMore} onMore={pages.loadMore} empty={<EmptyState compact title={t('people.none')} />} />
    </>
  );
}

function useColumns(): DataColumn<ProfileSummary>[] {
  const { t: profileWord } = useTranslation('profiles');
  const contact = (profile: ProfileSummary, type: string) => {
    const found = profile.identifiers.find((identifier) => identifier.type === type);
    return found ? identifierText(found) : '';
  };
  return [
    { key: 'name', title: profileWord('columns.name'), data: true, render: (row) => <Link to={`/profiles/${row.id}`}>{profileName(row).text || row.id}</Link> },
    { key: 'phone', title: profileWord('columns.phone'), width: 160, data: true, render: (row) => contact(row, 'phone') },
    { key: 'email', title: profileWord('columns.email'), width: 255, ellipsis: true, data: true, render: (row) => contact(row, 'email') },
    { key: 'city', title: profileWord('columns.city'), width: 140, data: true, render: (row) => cityOf(row.traits) },
  ];
}

const nameMax = 200;

function SaveList({ name, values, behind, onClose }: { name: ReportName; values: Values; behind: Behind; onClose: () => void }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const problem = useProblemText();
  const save = useSaveList(name, values, behind);
  const [form] = Form.useForm<{ name: string; key: string }>();
  if (save.data) return <Alert type="success" showIcon className={styles.saved} title={t('people.saved', { count: save.data.added, text: format.number(save.data.added) })} description={<Link to={`/segments/${encodeURIComponent(save.data.key)}`}>{t('people.toSegment')}</Link>} />;
  const refusal = save.error ? problem(save.error) : null;
  return (
    <Form form={form} layout="vertical" requiredMark={false} className={styles.saveList} onFinish={(list) => save.mutate(list)} onValuesChange={(changed: { name?: string }) => { if (changed.name !== undefined && !form.isFieldTouched('key')) form.setFieldValue('key', keyOf(changed.name)); }}>
      {refusal && <Alert type="error" showIcon title={refusal.title} description={<span lang="en">{refusal.detail}</span>} />}
      <p>{t('people.saveText')}</p>
      <div className={styles.two}>
        <Form.Item name="name" label={t('people.name')} rules={[{ required: true, whitespace: true, max: nameMax, message: t('people.nameNeeded') }]}><Input autoFocus /></Form.Item>
        <Form.Item name="key" label={t('people.key')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9_-]{0,62}$/, message: t('people.keyRule') }]}><Input spellCheck={false} autoComplete="off" /></Form.Item>
      </div>
      <div className={styles.buttons}><Button onClick={onClose}>{t('app:cancel')}</Button><Button type="primary" htmlType="submit" loading={save.isPending}>{t('app:save')}</Button></div>
    </Form>
  );
}
