import type { Feature } from '@/lib/feature';

const session: Feature = {
  screens: [
    { path: 'sign-in', load: () => import('./SignInPage'), outside: true },
    { path: 'account/new-password', load: () => import('./NewPasswordPage'), outside: true },
  ],
};
export default session;
