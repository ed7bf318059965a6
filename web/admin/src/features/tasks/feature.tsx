import { CheckSquareOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const tasks: Feature = {
  screens: [{ path: 'tasks', load: () => import('./TasksPage'), scope: 'service:read' }],
  navigation: [{ to: '/tasks', word: 'tasks', group: 'people', order: 30, icon: <CheckSquareOutlined />, scope: 'service:read' }],
};
export default tasks;
