import { AppstoreOutlined, BarChartOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const words = ['profiles', 'sources'];
const loadDashboards = () => import('./dashboards/DashboardsPage');
const load = () => import('./ReportPage');

const reports: Feature = {
  screens: [
    { path: 'reports', load: () => import('./ReportsPage'), scope: 'reports:read' },
    { path: 'reports/:kind', load, scope: 'reports:read', words },
    { path: 'reports/:kind/:part', load, scope: 'reports:read', words },
    { path: 'dashboards', load: loadDashboards, scope: 'reports:read', words },
    { path: 'dashboards/:key', load: loadDashboards, scope: 'reports:read', words },
  ],
  navigation: [
    { to: '/dashboards', word: 'dashboards', group: 'people', order: 16, icon: <AppstoreOutlined />, scope: 'reports:read' },
    { to: '/reports', word: 'reports', group: 'people', order: 14, icon: <BarChartOutlined />, scope: 'reports:read' },
  ],
};
export default reports;
