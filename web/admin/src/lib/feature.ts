import type { ComponentType, ReactNode } from 'react';

export type NavigationGroup = 'people' | 'data' | 'rules' | 'administration';

/** A screen. `path` begins with one of the prefixes that the server serves the UI for (AdminUi.Screens). */
export interface Screen {
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Who lacks it, or every one of several, sees what to ask for and not the screen. */
  scope?: string | readonly string[];
  /** Other features whose parts it shows: their words are loaded with it. */
  words?: string[];
  /** Shown without the layout, to people who are not signed in. */
  outside?: boolean;
}

/** A line of the navigation; its word is `navigation.<word>` of src/locales. */
interface NavigationItem {
  to: string;
  word: string;
  group: NavigationGroup;
  order: number;
  icon: ReactNode;
  /** How many things wait there; shows nothing when none does. */
  count?: ReactNode;
  /** Shown to who holds it, or any of several. */
  scope?: string | readonly string[];
}

/**
 * What a folder under src/features shows. Its `feature.tsx` exports one by default and is found by itself; the folder's name is also
 * the namespace of its words (`locales/{ru,en}.json`).
 */
export interface Feature {
  screens: Screen[];
  navigation?: NavigationItem[];
}
