import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Language, ThemeChoice } from '@/lib/api/types';
import { ChoicesContext, type Choices } from '@/lib/choices';
import { sessionQuery, useSaveChoice } from '@/lib/session';
import { useMedia } from '@/lib/useMedia';
import { i18n, setLanguage } from './i18n';
import { applyPalette, dark, light } from './tokens';

const themeKey = 'kartoteka.theme';
const systemDark = globalThis.matchMedia('(prefers-color-scheme: dark)');

function storedTheme(): ThemeChoice {
  const stored = localStorage.getItem(themeKey);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Language and theme: this browser's choice before sign-in, the person's own after it. */
export function ChoicesProvider({ children }: { children: ReactNode }) {
  const user = useQuery(sessionQuery).data?.user;
  const signedIn = Boolean(user);
  const { mutate: save } = useSaveChoice();
  const [language, keepLanguage] = useState(i18n.language as Language);
  const [theme, keepTheme] = useState(storedTheme);
  const systemIsDark = useMedia(systemDark);

  const applyLanguage = useCallback((next: Language) => void setLanguage(next).then(() => keepLanguage(next)), []);
  const applyTheme = useCallback((next: ThemeChoice) => {
    localStorage.setItem(themeKey, next);
    keepTheme(next);
  }, []);

  // What the person chose elsewhere comes with the session.
  useEffect(() => { if (user?.language) applyLanguage(user.language); }, [user?.language, applyLanguage]);
  // eslint-disable-next-line react-hooks/set-state-in-effect -- the session is outside of React, and arrives once
  useEffect(() => { if (user?.theme) applyTheme(user.theme); }, [user?.theme, applyTheme]);

  const isDark = theme === 'dark' || (theme === 'system' && systemIsDark);
  const palette = isDark ? dark : light;
  useEffect(() => applyPalette(palette, isDark), [palette, isDark]);

  const value = useMemo<Choices>(() => ({
    language, theme, isDark,
    chooseLanguage: (next) => {
      applyLanguage(next);
      if (signedIn) save({ language: next });
    },
    chooseTheme: (next) => {
      applyTheme(next);
      if (signedIn) save({ theme: next });
    },
  }), [language, theme, isDark, applyLanguage, applyTheme, save, signedIn]);
  return <ChoicesContext value={value}>{children}</ChoicesContext>;
}
