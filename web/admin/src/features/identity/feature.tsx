import { ClusterOutlined, ForkOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const identity: Feature = {
  screens: [
    { path: 'identity', load: () => import('./IdentityPage'), scope: 'identity:read' },
    { path: 'conflicts', load: () => import('./ConflictsPage'), scope: 'identity:read' },
  ],
  navigation: [
    { to: '/conflicts', word: 'conflicts', group: 'people', order: 40, icon: <ForkOutlined />, scope: 'identity:read' },
    { to: '/identity', word: 'identity', group: 'rules', order: 10, icon: <ClusterOutlined />, scope: 'identity:read' },
  ],
};
export default identity;
