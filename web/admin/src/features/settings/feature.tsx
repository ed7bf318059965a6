import { SettingOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';
import { sections } from './sections';

const pages = {
  organisation: () => import('./OrganisationPage'),
  users: () => import('./UsersPage'),
  tokens: () => import('./TokensPage'),
  embed: () => import('./EmbedKeysPage'),
  audit: () => import('./AuditPage'),
  health: () => import('./HealthPage'),
} as const;

const settings: Feature = {
  screens: [
    { path: 'settings', load: () => import('./SettingsPage'), scope: sections.map((section) => section.scope) },
    ...sections.map((section) => ({ path: `settings/${section.key}`, load: pages[section.key], scope: section.scope })),
  ],
  navigation: [{ to: '/settings', word: 'settings', group: 'administration', order: 900, icon: <SettingOutlined />, scope: sections.map((section) => section.scope) }],
};
export default settings;
