import type { Feature } from '@/lib/feature';

const account: Feature = {
  screens: [{ path: 'account', load: () => import('./AccountPage') }],
};
export default account;
