import type { Feature } from '@/lib/feature';

const start: Feature = {
  screens: [{ path: 'start', load: () => import('./StartPage'), outside: true }],
};
export default start;
