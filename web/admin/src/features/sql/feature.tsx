import { ConsoleSqlOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const sql: Feature = {
  screens: [{ path: 'sql', load: () => import('./SqlPage'), scope: 'sql:read' }],
  navigation: [{ to: '/sql', word: 'sql', group: 'data', order: 50, icon: <ConsoleSqlOutlined />, scope: 'sql:read' }],
};
export default sql;
