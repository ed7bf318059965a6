import { StyleProvider } from '@ant-design/cssinjs';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import english from 'antd/locale/en_GB';
import russian from 'antd/locale/ru_RU';
import { useMemo } from 'react';
import { RouterProvider } from 'react-router';
import { onSignedOut } from '@/lib/api/client';
import { ProblemError } from '@/lib/api/problem';
import { sessionQuery } from '@/lib/session';
import { useChoices } from '@/lib/choices';
import { useMedia } from '@/lib/useMedia';
import { ChoicesProvider } from './choices';
import { createRouter } from './router';
import { antdTheme } from './theme';
import { dark, light } from './tokens';

// A refusal does not become an answer by asking again; a server that restarts does.
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: (count, error) => count < 2 && error instanceof ProblemError && (error.status === 0 || error.status === 503) } },
});
onSignedOut(() => queries.setQueryData(sessionQuery.queryKey, null));
const router = createRouter(queries);

// Styles that AntD writes carry the nonce which the server gave this page; the policy forbids all others. See AdminUi.cs.
const csp = { nonce: document.querySelector<HTMLMetaElement>('meta[name=nonce]')?.nonce };

const stillness = globalThis.matchMedia('(prefers-reduced-motion: reduce)');

function Themed() {
  const { language, isDark } = useChoices();
  const still = useMedia(stillness);
  const theme = useMemo(() => antdTheme(isDark ? dark : light, isDark, !still), [isDark, still]);
  return (
    <ConfigProvider csp={csp} theme={theme} locale={language === 'ru' ? russian : english} componentSize="middle">
      <AntApp>
        <RouterProvider router={router} />
      </AntApp>
    </ConfigProvider>
  );
}

export function App() {
  return (
    <StyleProvider>
      <QueryClientProvider client={queries}>
        <ChoicesProvider><Themed /></ChoicesProvider>
      </QueryClientProvider>
    </StyleProvider>
  );
}
