import type { QueryClient } from '@tanstack/react-query';
import { createBrowserRouter, redirect, type LoaderFunctionArgs, type RouteObject } from 'react-router';
import type { Screen } from '@/lib/feature';
import { sessionQuery } from '@/lib/session';
import { Crash } from './Crash';
import { features } from './features';
import { loadWords } from './i18n';
import { Shell } from './Shell';
import { Starting } from './Starting';
import { guarded, NotFound } from './guards';

// A screen comes with its words, so nothing on it is shown as a key first.
function screenRoute(feature: string, screen: Screen): RouteObject {
  return {
    path: screen.path,
    lazy: async () => {
      const [{ default: Component }] = await Promise.all([screen.load(), loadWords([feature, ...(screen.words ?? [])])]);
      return { Component: guarded(Component, screen.scope) };
    },
  };
}

function screens(outside: boolean): RouteObject[] {
  return features.flatMap(({ name, screens }) => screens.filter((screen) => (screen.outside ?? false) === outside).map((screen) => screenRoute(name, screen)));
}

export function createRouter(queries: QueryClient) {
  async function signedIn({ request }: LoaderFunctionArgs) {
    const session = await queries.ensureQueryData(sessionQuery);
    const { pathname, search } = new URL(request.url);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to go elsewhere
    if (!session) throw redirect(pathname === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(pathname + search)}`);
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    if (session.user.mustChangePassword && pathname !== '/account/new-password') throw redirect('/account/new-password');
    return null;
  }
  return createBrowserRouter([
    {
      errorElement: <Crash />,
      hydrateFallbackElement: <Starting />,
      children: [
        ...screens(true),
        { element: <Shell />, loader: signedIn, children: [{ errorElement: <Crash />, children: [...screens(false), { path: '*', element: <NotFound /> }] }] },
      ],
    },
  ]);
}
