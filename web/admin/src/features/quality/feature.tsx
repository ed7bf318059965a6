import { DashboardOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const quality: Feature = {
  screens: [{ path: 'quality', load: () => import('./QualityPage'), scope: 'stats:read' }],
  navigation: [{ to: '/quality', word: 'quality', group: 'data', order: 40, icon: <DashboardOutlined />, scope: 'stats:read' }],
};
export default quality;
