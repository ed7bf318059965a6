import { TeamOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const words = ['profiles'];
const wordsOfOne = [...words, 'exports', 'destinations'];

const segments: Feature = {
  screens: [
    { path: 'segments', load: () => import('./SegmentsPage'), scope: 'segments:read', words },
    { path: 'segments/new', load: () => import('./EditPage'), scope: 'segments:write', words },
    { path: 'computed', load: () => import('./computed/ComputedPage'), scope: 'segments:read', words },
    { path: 'segments/overlap', load: () => import('./life/OverlapPage'), scope: 'segments:read' },
    { path: 'segments/:key', load: () => import('./SegmentPage'), scope: 'segments:read', words: wordsOfOne },
    { path: 'segments/:key/edit', load: () => import('./EditPage'), scope: 'segments:write', words },
  ],
  navigation: [{ to: '/segments', word: 'segments', group: 'people', order: 12, icon: <TeamOutlined />, scope: 'segments:read' }],
};
export default segments;
