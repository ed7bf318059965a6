import { MoreOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionMenu } from '@/components/ActionMenu';
import { Allowed } from '@/components/Allowed';
import { DataTable } from '@/components/DataTable';
import { SecretWindow } from '@/components/SecretWindow';
import { RelativeTime } from '@/components/RelativeTime';
import type { User } from '@/lib/api/types';
import { useFormat } from '@/lib/format/useFormat';
import { useNow } from '@/lib/format/useNow';
import { useSession } from '@/lib/session';
import { RolesWindow } from './RolesWindow';
import { SettingsFrame } from './SettingsFrame';
import { UserForm } from './UserForm';
import { useUserActions } from './useUserActions';
import { usersQuery } from './users';
import styles from './settings.module.css';

/** People who sign in. */
export default function UsersPage() {
  const { t } = useTranslation('settings');
  const users = useQuery(usersQuery);
  const { can } = useSession();
  const [form, setForm] = useState<User | 'new' | null>(null);
  const [roles, setRoles] = useState(false);
  const [password, setPassword] = useState<{ email: string; password: string } | null>(null);
  const actions = useUserActions({ onEdit: setForm, onPassword: setPassword });
  return (
    <SettingsFrame section="users" actions={<>
      <Button onClick={() => setRoles(true)}>{t('users.roles')}</Button>
      <Allowed scope="users:write"><Button type="primary" icon={<PlusOutlined />} onClick={() => setForm('new')}>{t('users.add')}</Button></Allowed>
    </>}>
      <DataTable label={t('users.title')} rows={users.data ?? []} rowKey={(row) => String(row.id)} loading={users.isPending} error={users.error} onRetry={() => void users.refetch()} columns={[
        { key: 'name', title: t('users.name'), data: true, render: (row) => <span className={styles.two}><span className={row.disabled ? styles.off : undefined}>{row.name}</span><small>{row.email}</small></span> },
        { key: 'role', title: t('users.role'), width: 190, render: (row) => t(`app:roles.${row.role}`) },
        { key: 'state', title: t('users.state'), width: 200, render: (row) => <UserState user={row} /> },
        { key: 'factor', title: t('users.factor'), width: 150, render: (row) => (row.hasTotp ? t('users.factorOn') : <span className={styles.off}>{t('users.factorOff')}</span>) },
        { key: 'last', title: t('users.lastSignIn'), width: 170, render: (row) => (row.lastSignInAt ? <RelativeTime at={row.lastSignInAt} /> : <span className={styles.off}>{t('users.never')}</span>) },
        { key: 'actions', title: '', width: 48, render: (row) => can('users:write') && (
          <ActionMenu placement="bottomRight" menu={actions(row)}>
            <Button type="text" size="small" translate="no" icon={<MoreOutlined />} aria-label={t('users.actions', { name: row.name })} />
          </ActionMenu>
        ) },
      ]} />
      {form && <UserForm user={form === 'new' ? null : form} onClose={() => setForm(null)} onPassword={setPassword} />}
      {roles && <RolesWindow onClose={() => setRoles(false)} />}
      {password && <SecretWindow title={t('users.passwordOf', { email: password.email })} text={t('users.passwordText')} secret={password.password} onClose={() => setPassword(null)} />}
    </SettingsFrame>
  );
}

function UserState({ user }: { user: User }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const now = useNow();
  if (user.disabled) return <Tag>{t('users.disabled')}</Tag>;
  if (user.lockedUntil && new Date(user.lockedUntil).getTime() > now) return <Tag color="warning">{t('users.locked', { time: format.time(user.lockedUntil) })}</Tag>;
  if (user.mustChangePassword) return <Tag>{t('users.mustChange')}</Tag>;
  return t('users.active');
}
