import { IdcardOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const profiles: Feature = {
  screens: [
    { path: 'profiles', load: () => import('./list/ProfilesPage'), scope: 'profiles:read' },
    { path: 'profiles/:id', load: () => import('./card/ProfilePage'), scope: 'profiles:read', words: ['tasks', 'segments'] },
  ],
  navigation: [{ to: '/profiles', word: 'profiles', group: 'people', order: 10, icon: <IdcardOutlined />, scope: 'profiles:read' }],
};
export default profiles;
