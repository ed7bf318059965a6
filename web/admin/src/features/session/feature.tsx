import type { Feature } from '@/lib/feature';

const session: Feature = {
  screens: [{ path: 'sign-in', load: () => import('./SignInPage'), outside: true }],
};
export default session;
