import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { Naming } from '@/components/Naming';
import { useTold } from '@/components/useTold';
import { api, body } from '@/lib/api/client';
import type { Role, User } from '@/lib/api/types';
import { FormWindow } from './FormWindow';
import { usersQuery } from './users';
import styles from './settings.module.css';

interface UserFormProps {
  /** Null for somebody new. */
  user: User | null;
  onClose: () => void;
  onPassword: (password: { email: string; password: string }) => void;
}

interface Fields {
  email: string;
  name: string;
  role: Role;
}

const roles: Role[] = ['administrator', 'engineer', 'marketer', 'operator', 'steward', 'privacy_officer'];

/** Adds somebody, whose first password the server makes; or changes a name and a role. */
export function UserForm({ user, onClose, onPassword }: UserFormProps) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const { done } = useTold();
  const save = useMutation({
    // With the password of somebody new.
    mutationFn: async ({ email, name, role }: Fields) => {
      if (!user) return (await body(api.POST('/api/users', { body: { email, name, role, language: null, password: null } }))).password;
      await api.PATCH('/api/users/{id}', { params: { path: { id: user.id } }, body: { name, role, disabled: null } });
      return null;
    },
    onSuccess: async (password, { email }) => {
      await queries.invalidateQueries(usersQuery);
      onClose();
      if (password) onPassword({ email, password });
      else done(t('saved'));
    },
  });
  return (
    <FormWindow<Fields> title={user ? <Naming phrase={(name) => t('users.editTitle', { name })} value={user.name} /> : t('users.add')} verb={user ? t('app:save') : t('app:add')} width={520}
      initial={{ email: user?.email ?? '', name: user?.name ?? '', role: user?.role ?? 'operator' }} busy={save.isPending} error={save.error} onSubmit={save.mutate} onClose={onClose}>
      {!user && <Form.Item name="email" label={t('users.email')} rules={[{ required: true, type: 'email', message: t('users.emailNeeded') }]}><Input type="email" autoFocus autoComplete="off" spellCheck={false} /></Form.Item>}
      <Form.Item name="name" label={t('users.name')} rules={[{ required: true, whitespace: true, message: t('needed') }]}><Input maxLength={200} autoComplete="off" /></Form.Item>
      <Form.Item name="role" label={t('users.role')}>
        <Radio.Group className={styles.scopes}>
          {roles.map((role) => <Radio key={role} value={role}><span className={styles.two}><span>{t(`app:roles.${role}`)}</span><small>{t(`users.roleText.${role}`)}</small></span></Radio>)}
        </Radio.Group>
      </Form.Item>
    </FormWindow>
  );
}
