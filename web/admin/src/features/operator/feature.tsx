import { PhoneOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const operator: Feature = {
  screens: [{ path: 'operator', load: () => import('./OperatorPage'), scope: 'profiles:read', words: ['profiles', 'tasks'] }],
  navigation: [{ to: '/operator', word: 'operator', group: 'people', order: 20, icon: <PhoneOutlined />, scope: 'profiles:read' }],
};
export default operator;
