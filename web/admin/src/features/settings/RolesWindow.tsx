import { CheckOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ErrorState';
import type { RoleInfo } from '@/lib/api/types';
import { rolesQuery } from './users';
import { useScopeWords } from './useScopeWords';
import styles from './settings.module.css';

/** What each role may do, and which classes of traits it sees unmasked. */
export function RolesWindow({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { data: roles, error, refetch } = useQuery(rolesQuery);
  const words = useScopeWords();
  const scopes = [...new Set(roles?.flatMap((role) => role.scopes))].filter((scope) => scope !== '*');
  const classes = [...new Set(roles?.flatMap((role) => role.visibleClasses))];
  const row = (key: string, label: string, has: (role: RoleInfo) => boolean) => (
    <tr key={key}>
      <th scope="row">{label}</th>
      {roles!.map((role) => <td key={role.name}>{has(role) ? <CheckOutlined className={styles.check} aria-label={t('yes')} /> : <span className="visually-hidden">{t('no')}</span>}</td>)}
    </tr>
  );
  return (
    <Modal open title={t('users.roles')} footer={null} onCancel={onClose} width={980}>
      {error && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {roles && (
        // A block that scrolls must be reachable without a mouse.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.rolesTable} tabIndex={0}>
          <table>
            <thead><tr><th><span className="visually-hidden">{t('users.permission')}</span></th>{roles.map((role) => <th key={role.name} scope="col">{t(`app:roles.${role.name}`)}</th>)}</tr></thead>
            <tbody>
              {scopes.map((scope) => row(scope, words(scope), (role) => role.scopes.includes(scope) || role.scopes.includes('*')))}
              {classes.map((name) => row(name, t('users.sees', { name: t(`classes.${name}`) }), (role) => role.visibleClasses.includes(name)))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}
