import { ExportOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const exports: Feature = {
  screens: [{ path: 'exports', load: () => import('./ExportsPage'), scope: 'profiles:export', words: ['profiles', 'segments'] }],
  navigation: [{ to: '/exports', word: 'exports', group: 'people', order: 18, icon: <ExportOutlined />, scope: 'profiles:export' }],
};
export default exports;
