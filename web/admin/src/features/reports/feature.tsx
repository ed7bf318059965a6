import { BarChartOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const words = ['profiles'];
const load = () => import('./ReportPage');

const reports: Feature = {
  screens: [
    { path: 'reports', load: () => import('./ReportsPage'), scope: 'reports:read' },
    { path: 'reports/:kind', load, scope: 'reports:read', words },
    { path: 'reports/:kind/:part', load, scope: 'reports:read', words },
  ],
  navigation: [{ to: '/reports', word: 'reports', group: 'people', order: 14, icon: <BarChartOutlined />, scope: 'reports:read' }],
};
export default reports;
