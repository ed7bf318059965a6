import { useQueryClient } from '@tanstack/react-query';
import type { MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Naming } from '@/components/Naming';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';
import { api, body } from '@/lib/api/client';
import type { User } from '@/lib/api/types';
import { useSession } from '@/lib/session';
import { usersQuery } from './users';

interface UserActions {
  onEdit: (user: User) => void;
  onPassword: (password: { email: string; password: string }) => void;
}

const of = ({ id }: User) => ({ path: { id } });
const turn = (user: User, disabled: boolean) => api.PATCH('/api/users/{id}', { params: of(user), body: { disabled, name: null, role: null } });

/** The menu of a user's row. Each entry that has consequences asks first. */
export function useUserActions({ onEdit, onPassword }: UserActions) {
  const { t } = useTranslation('settings');
  const { user: me } = useSession();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const { done, failed } = useTold();

  const run = async <T,>(words: string, asked: Promise<T>) => {
    const answer = await asked;
    await queries.invalidateQueries(usersQuery);
    done(words);
    return answer;
  };

  const handlers: Record<string, (user: User) => void> = {
    edit: onEdit,
    password: (user) => confirm({
      title: <Naming phrase={(name) => t('users.resetTitle', { name })} value={user.name} />, consequences: [t('users.resetNow'), t('users.sessionsEnd')], verb: t('users.reset'),
      action: async () => {
        const { password } = await run(t('users.resetDone'), body(api.POST('/api/users/{id}/password', { params: of(user), body: { password: null } })));
        if (password) onPassword({ email: user.email, password });
      },
    }),
    factor: (user) => confirm({
      title: <Naming phrase={(name) => t('users.factorTitle', { name })} value={user.name} />, consequences: [t('users.factorNow'), t('users.factorAgain')], verb: t('users.factorRemove'), danger: true,
      action: () => run(t('users.factorDone'), api.DELETE('/api/users/{id}/totp', { params: of(user) })),
    }),
    unlock: (user) => void run(t('users.unlockDone'), api.POST('/api/users/{id}/unlock', { params: of(user) })).catch(failed),
    sessions: (user) => confirm({
      title: <Naming phrase={(name) => t('users.endTitle', { name })} value={user.name} />, consequences: [t('users.sessionsEnd'), t('users.endUnsaved')], verb: t('users.end'),
      action: () => run(t('users.endDone'), api.DELETE('/api/users/{id}/sessions', { params: of(user) })),
    }),
    disable: (user) => confirm({
      title: <Naming phrase={(name) => t('users.disableTitle', { name })} value={user.name} />, consequences: [t('users.sessionsEnd'), t('users.disableKept')], verb: t('users.disable'), danger: true,
      action: () => run(t('users.disableDone'), turn(user, true)),
    }),
    enable: (user) => void run(t('users.enableDone'), turn(user, false)).catch(failed),
  };

  return (user: User): MenuProps => ({
    items: [
      { key: 'edit', label: t('users.edit') },
      // One's own password, second factor and sessions are changed in one's account, which asks for the password.
      ...(user.id === me.id ? [] : [
        { key: 'password', label: t('users.reset') },
        ...(user.hasTotp ? [{ key: 'factor', label: t('users.factorRemove') }] : []),
        ...(user.lockedUntil ? [{ key: 'unlock', label: t('users.unlock') }] : []),
        { key: 'sessions', label: t('users.end') },
        { type: 'divider' as const },
        user.disabled ? { key: 'enable', label: t('users.enable') } : { key: 'disable', label: t('users.disable'), danger: true },
      ]),
    ],
    onClick: ({ key }) => handlers[key]?.(user),
  });
}
