import { LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '@/lib/api/client';
import { useSession } from '@/lib/session';
import styles from './Shell.module.css';

/** Who is signed in, their account, and the way out. */
export function UserMenu() {
  const { t } = useTranslation();
  const { user } = useSession();
  const navigate = useNavigate();
  const signOut = async () => {
    await api.DELETE('/api/session');
    // A new page: the next person at this machine sees nothing of this one's.
    globalThis.location.assign('/sign-in');
  };
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{
      items: [
        { key: 'who', type: 'group', label: <span className={styles.who}><b translate="no">{user.name}</b><span translate="no">{user.email}</span><span>{t(`roles.${user.role}`)}</span></span> },
        { key: 'account', icon: <UserOutlined />, label: t('account.mine') },
        { key: 'out', icon: <LogoutOutlined />, label: t('account.signOut') },
      ],
      onClick: ({ key }) => void (key === 'out' ? signOut() : navigate('/account')),
    }}>
      <Button type="text" className={styles.user} aria-label={t('account.menu', { name: user.name })} data-menu="user" translate="no">
        <span className={styles.initials} aria-hidden="true">{initials(user.name)}</span>
      </Button>
    </Dropdown>
  );
}

function initials(name: string): string {
  return name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]!.toLocaleUpperCase()).join('') || '·';
}
