import { BulbOutlined, DesktopOutlined, MoonOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { ActionMenu } from './ActionMenu';
import type { ThemeChoice } from '@/lib/api/types';
import { useChoices } from '@/lib/choices';

const icons: Record<ThemeChoice, React.ReactNode> = { light: <BulbOutlined />, dark: <MoonOutlined />, system: <DesktopOutlined /> };
const choices: ThemeChoice[] = ['light', 'dark', 'system'];

/** Goes to the other language; says in that language what it does, for who cannot read this one. */
export function LanguageSwitch() {
  const { language, chooseLanguage } = useChoices();
  const other = language === 'ru' ? 'en' : 'ru';
  return (
    <Button type="text" lang={other} onClick={() => chooseLanguage(other)} aria-label={other === 'en' ? 'English' : 'Русский'} data-switch="language">
      {other.toUpperCase()}
    </Button>
  );
}

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { theme, chooseTheme } = useChoices();
  return (
    <ActionMenu menu={{
      selectable: true, selectedKeys: [theme],
      items: choices.map((choice) => ({ key: choice, icon: icons[choice], label: t(`theme.${choice}`) })),
      onClick: ({ key }) => chooseTheme(key as ThemeChoice),
    }}>
      <Tooltip title={t('theme.label')}><Button type="text" icon={icons[theme]} aria-label={t('theme.label')} /></Tooltip>
    </ActionMenu>
  );
}
