import { createContext, useContext } from 'react';
import type { Language, ThemeChoice } from './api/types';

/** Language and theme as chosen, and how to choose others. */
export interface Choices {
  language: Language;
  chooseLanguage: (language: Language) => void;
  theme: ThemeChoice;
  chooseTheme: (theme: ThemeChoice) => void;
  isDark: boolean;
}

export const ChoicesContext = createContext<Choices | null>(null);

export function useChoices(): Choices {
  const value = useContext(ChoicesContext);
  if (!value) throw new Error('No ChoicesProvider above.');
  return value;
}
