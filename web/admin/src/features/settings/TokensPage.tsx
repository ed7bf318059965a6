import { PlusOutlined } from '@ant-design/icons';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Allowed } from '@/components/Allowed';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { SecretWindow } from '@/components/SecretWindow';
import { RelativeTime } from '@/components/RelativeTime';
import { api, body } from '@/lib/api/client';
import { useSession } from '@/lib/session';
import { FormWindow } from './FormWindow';
import { SettingsFrame } from './SettingsFrame';
import { useRevoke } from './useRevoke';
import { useScopeWords } from './useScopeWords';
import styles from './settings.module.css';

const tokensQuery = queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => body(api.GET('/api/tokens', { signal })) });
const scopesQuery = queryOptions({ queryKey: ['scopes'], queryFn: ({ signal }) => body(api.GET('/api/scopes', { signal })) });

/** Keys of programs to the API. */
export default function TokensPage() {
  const { t } = useTranslation('settings');
  const tokens = useQuery(tokensQuery);
  const write = useSession().can('workspace:write');
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const words = useScopeWords();
  const revoke = useRevoke('tokens', tokensQuery, [t('tokens.revokeNow'), t('tokens.revokeForEver')]);
  return (
    <SettingsFrame section="tokens" actions={<Allowed scope="workspace:write"><Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('tokens.add')}</Button></Allowed>}>
      <DataTable label={t('tokens.title')} rows={tokens.data ?? []} rowKey={(row) => String(row.id)} loading={tokens.isPending} error={tokens.error} onRetry={() => void tokens.refetch()}
        empty={<EmptyState compact title={t('tokens.none')} text={t('tokens.text')} />} columns={[
          { key: 'name', title: t('tokens.name'), width: 220, data: true, render: (row) => <span className={row.revokedAt ? styles.off : undefined}>{row.name}</span> },
          { key: 'scopes', title: t('tokens.scopes'), render: (row) => <span className={styles.tags}>{row.scopes.map((scope) => <Tag key={scope} title={words(scope)}>{scope === '*' ? t('tokens.everything') : <code>{scope}</code>}</Tag>)}</span> },
          { key: 'created', title: t('created'), width: 150, render: (row) => <RelativeTime at={row.createdAt} /> },
          { key: 'state', title: '', width: 140, align: 'right', render: (row) => (row.revokedAt ? <span className={styles.off}>{t('tokens.revoked')}</span> : write && <Button size="small" onClick={() => revoke(row.name, () => api.DELETE('/api/tokens/{id}', { params: { path: { id: row.id } } }))}>{t('tokens.revoke')}</Button>) },
        ]} />
      {adding && <AddToken onClose={() => setAdding(false)} onMade={(token) => { setAdding(false); setMade(token); }} />}
      {made && <SecretWindow title={t('tokens.made', { name: made.name })} text={t('tokens.madeText')} secret={made.token} onClose={() => setMade(null)} />}
    </SettingsFrame>
  );
}

function AddToken({ onClose, onMade }: { onClose: () => void; onMade: (token: { name: string; token: string }) => void }) {
  const { t } = useTranslation('settings');
  const { can } = useSession();
  const queries = useQueryClient();
  const scopes = useQuery(scopesQuery);
  const words = useScopeWords();
  const create = useMutation({
    mutationFn: (values: { name: string; scopes: string[] }) => body(api.POST('/api/tokens', { body: values })),
    onSuccess: async (token) => {
      await queries.invalidateQueries(tokensQuery);
      onMade(token);
    },
  });
  // A token gives only what its maker holds; the server refuses the rest.
  const offered = (scopes.data ?? []).filter((scope) => scope.name !== '*' ? can(scope.name) : scopes.data!.every((one) => can(one.name)));
  return (
    <FormWindow title={t('tokens.add')} verb={t('tokens.create')} width={640} initial={{ name: '', scopes: [] as string[] }} busy={create.isPending} error={create.error} onSubmit={create.mutate} onClose={onClose}>
      <Form.Item name="name" label={t('tokens.name')} extra={t('tokens.nameHint')} rules={[{ required: true, whitespace: true, message: t('needed') }]}><Input autoFocus maxLength={100} /></Form.Item>
      <Form.Item name="scopes" label={t('tokens.scopes')} rules={[{ required: true, type: 'array', min: 1, message: t('tokens.scopesNeeded') }]}>
        <Checkbox.Group className={styles.scopes}>
          {offered.map((scope) => <Checkbox key={scope.name} value={scope.name}><span className={styles.scope}>{words(scope.name, scope.description)}<code>{scope.name}</code></span></Checkbox>)}
        </Checkbox.Group>
      </Form.Item>
    </FormWindow>
  );
}
