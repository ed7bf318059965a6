import { ApiOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const sources: Feature = {
  screens: [
    { path: 'sources', load: () => import('./SourcesPage'), scope: 'sources:read' },
    { path: 'sources/new', load: () => import('./NewSourcePage'), scope: 'sources:write' },
    { path: 'sources/:key', load: () => import('./SourcePage'), scope: 'sources:read' },
  ],
  navigation: [{ to: '/sources', word: 'sources', group: 'data', order: 10, icon: <ApiOutlined />, scope: 'sources:read' }],
};
export default sources;
