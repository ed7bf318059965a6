import { ProfileOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const catalogue: Feature = {
  screens: [{ path: 'catalogue', load: () => import('./CataloguePage'), scope: 'catalogue:read' }],
  navigation: [{ to: '/catalogue', word: 'catalogue', group: 'rules', order: 20, icon: <ProfileOutlined />, scope: 'catalogue:read' }],
};
export default catalogue;
