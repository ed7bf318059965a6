import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Button, Drawer, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation, useNavigation } from 'react-router';
import { Brand } from '@/components/Brand';
import { LanguageSwitch, ThemeSwitch } from '@/components/Switches';
import { sessionQuery } from '@/lib/session';
import { Navigation } from './Navigation';
import { GlobalSearch } from './GlobalSearch';
import { UserMenu } from './UserMenu';
import styles from './Shell.module.css';

const foldedKey = 'kartoteka.navigation';

/** The frame of all screens for those who are signed in: navigation, search, choices, and the screen itself. */
export function Shell() {
  const { t } = useTranslation();
  const location = useLocation();
  const navigation = useNavigation();
  const { data: session } = useQuery(sessionQuery);
  const [folded, setFolded] = useState(() => localStorage.getItem(foldedKey) === 'folded');
  const [open, setOpen] = useState(false);
  // A new screen begins at its top, with the navigation out of the way.
  useEffect(() => { globalThis.scrollTo(0, 0); }, [location.pathname]);

  if (!session) return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} replace />;
  const fold = () => {
    setFolded(!folded);
    localStorage.setItem(foldedKey, folded ? 'open' : 'folded');
  };
  return (
    <div className={styles.shell} data-folded={folded}>
      <a className={styles.skip} href="#screen">{t('shell.skip')}</a>
      <aside className={styles.side}>
        <Brand folded={folded} />
        <Navigation folded={folded} />
        <Tooltip title={folded ? t('shell.unfold') : undefined} placement="right">
          <Button type="text" className={styles.fold} icon={folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />} onClick={fold} aria-label={folded ? t('shell.unfold') : t('shell.fold')}>
            {!folded && t('shell.fold')}
          </Button>
        </Tooltip>
      </aside>
      <header className={styles.top}>
        <Button type="text" className={styles.menu} icon={<MenuOutlined />} aria-label={t('shell.menu')} onClick={() => setOpen(true)} />
        <GlobalSearch />
        <div className={styles.choices}>
          <LanguageSwitch />
          <ThemeSwitch />
          <UserMenu />
        </div>
        {navigation.state !== 'idle' && <div className={styles.progress} role="progressbar" aria-label={t('shell.loading')} />}
      </header>
      <main id="screen" className={styles.screen} tabIndex={-1}><Outlet /></main>
      <Drawer open={open} onClose={() => setOpen(false)} placement="left" size={280} title={<Brand folded={false} />} classNames={{ body: styles.drawer }}>
        <Navigation folded={false} onNavigate={() => setOpen(false)} />
      </Drawer>
    </div>
  );
}
