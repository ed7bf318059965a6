import type { Feature } from '@/lib/feature';

const home: Feature = {
  screens: [{ path: '/', load: () => import('./HomePage') }],
};
export default home;
