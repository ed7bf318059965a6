import { PlusOutlined } from '@ant-design/icons';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Allowed } from '@/components/Allowed';
import { Snippet } from '@/components/Copyable';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { SecretWindow } from '@/components/SecretWindow';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useSession } from '@/lib/session';
import { FormWindow } from './FormWindow';
import { SettingsFrame } from './SettingsFrame';
import { embedSnippet } from './embedSnippet';
import { useRevoke } from './useRevoke';
import styles from './settings.module.css';

type MadeKey = components['schemas']['EmbedKeysCreated'];

const embedKeysQuery = queryOptions({
  queryKey: ['embed-keys'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/embed-keys', { signal }))).keys,
});

/** Keys that let another system show the card of a customer in a frame of its own. */
export default function EmbedKeysPage() {
  const { t } = useTranslation('settings');
  const keys = useQuery(embedKeysQuery);
  const write = useSession().can('workspace:write');
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<MadeKey | null>(null);
  const revoke = useRevoke('embed', embedKeysQuery, [t('embed.revokeNow')]);
  return (
    <SettingsFrame section="embed" actions={<Allowed scope="workspace:write"><Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('embed.add')}</Button></Allowed>}>
      <DataTable label={t('embed.title')} rows={keys.data ?? []} rowKey={(row) => row.id} loading={keys.isPending} error={keys.error} onRetry={() => void keys.refetch()}
        empty={<EmptyState compact title={t('embed.none')} text={t('embed.noneText')} />} columns={[
          { key: 'name', title: t('embed.name'), data: true, render: (row) => <span className={styles.two}><span className={row.revokedAt ? styles.off : undefined}>{row.name}</span><small><code>{row.id}</code></small></span> },
          { key: 'origins', title: t('embed.origins'), data: true, render: (row) => <span className={styles.tags}>{row.origins.map((origin) => <Tag key={origin}>{origin}</Tag>)}</span> },
          { key: 'classes', title: t('embed.classes'), render: (row) => <span className={styles.tags}>{row.classes.map((name) => <Tag key={name}>{t(`classes.${name}`)}</Tag>)}</span> },
          { key: 'remove', title: '', width: 130, align: 'right', render: (row) => (row.revokedAt ? <span className={styles.off}>{t('embed.revoked')}</span> : write && <Button size="small" onClick={() => revoke(row.name, () => api.DELETE('/api/embed-keys/{id}', { params: { path: { id: row.id } } }))}>{t('embed.revoke')}</Button>) },
        ]} />
      {adding && <AddKey onClose={() => setAdding(false)} onMade={(key) => { setAdding(false); setMade(key); }} />}
      {made && (
        <SecretWindow title={t('embed.made', { name: made.name })} text={t('embed.madeText')} secret={made.secret} onClose={() => setMade(null)}>
          <p className={styles.block}>{t('embed.how')}</p>
          <Snippet code={embedSnippet(globalThis.location.origin, made.id)} label={t('embed.how')} />
        </SecretWindow>
      )}
    </SettingsFrame>
  );
}

interface Fields {
  name: string;
  origins: string;
  classes: string[];
}

function AddKey({ onClose, onMade }: { onClose: () => void; onMade: (key: MadeKey) => void }) {
  const { t } = useTranslation('settings');
  const { visibleClasses } = useSession();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: ({ name, origins, classes }: Fields) => body(api.POST('/api/embed-keys', { body: { name, origins: origins.split(/[\s,;]+/).filter(Boolean), classes } })),
    onSuccess: async (key) => {
      await queries.invalidateQueries(embedKeysQuery);
      onMade(key);
    },
  });
  return (
    <FormWindow<Fields> title={t('embed.add')} verb={t('app:add')} width={520} initial={{ name: '', origins: '', classes: ['none'] }} busy={create.isPending} error={create.error} onSubmit={create.mutate} onClose={onClose}>
      <Form.Item name="name" label={t('embed.name')} rules={[{ required: true, whitespace: true, message: t('needed') }]}><Input autoFocus maxLength={100} /></Form.Item>
      <Form.Item name="origins" label={t('embed.origins')} extra={t('embed.originsHint')} rules={[{ required: true, pattern: /^\s*(https?:\/\/[^\s,;/]+[\s,;]*)+$/, message: t('embed.originsNeeded') }]}>
        <Input.TextArea rows={2} spellCheck={false} placeholder="https://crm.example.ru" />
      </Form.Item>
      <Form.Item name="classes" label={t('embed.classes')} extra={t('embed.classesHint')}>
        <Checkbox.Group className={styles.scopes} options={visibleClasses.map((name) => ({ value: name, label: t(`classes.${name}`) }))} />
      </Form.Item>
    </FormWindow>
  );
}
