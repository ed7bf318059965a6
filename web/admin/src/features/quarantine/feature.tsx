import { SafetyOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const quarantine: Feature = {
  screens: [{ path: 'quarantine', load: () => import('./QuarantinePage'), scope: 'quarantine:read' }],
  navigation: [{ to: '/quarantine', word: 'quarantine', group: 'data', order: 30, icon: <SafetyOutlined />, scope: 'quarantine:read' }],
};
export default quarantine;
