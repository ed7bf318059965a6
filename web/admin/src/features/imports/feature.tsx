import { InboxOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const imports: Feature = {
  screens: [
    { path: 'imports', load: () => import('./ImportsPage'), scope: 'imports:read' },
    { path: 'imports/new', load: () => import('./NewImportPage'), scope: 'imports:write' },
    { path: 'imports/:id', load: () => import('./ImportPage'), scope: 'imports:read' },
  ],
  navigation: [{ to: '/imports', word: 'imports', group: 'data', order: 20, icon: <InboxOutlined />, scope: 'imports:read' }],
};
export default imports;
