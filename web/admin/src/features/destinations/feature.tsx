import { SendOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';

const words = ['profiles', 'segments', 'exports'];

const destinations: Feature = {
  screens: [
    { path: 'destinations', load: () => import('./DestinationsPage'), scope: 'destinations:read', words },
    { path: 'destinations/:key', load: () => import('./DestinationPage'), scope: 'destinations:read', words },
  ],
  navigation: [{ to: '/destinations', word: 'destinations', group: 'data', order: 15, icon: <SendOutlined />, scope: 'destinations:read' }],
};
export default destinations;
