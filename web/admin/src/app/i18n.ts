import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '@/lib/api/types';

type Words = Record<string, unknown>;
const files = import.meta.glob<Words>(['../locales/*.json', '../features/*/locales/*.json'], { import: 'default' });
const storageKey = 'kartoteka.language';

/** Words of the layout and of the building blocks; each feature has its own namespace, named as its folder. */
const appWords = 'app';

function path(language: string, namespace: string): string {
  return namespace === appWords ? `../locales/${language}.json` : `../features/${namespace}/locales/${language}.json`;
}

// i18next asks for a language and a namespace when a screen needs them, so a reader loads only their own words.
const fromFiles = {
  type: 'backend' as const,
  read(language: string, namespace: string, done: (error: unknown, words: Words | null) => void) {
    const load = files[path(language, namespace)];
    if (!load) done(new Error(`There are no words for ${namespace} in ${language}.`), null);
    else load().then((words) => done(null, words), (error: unknown) => done(error, null));
  },
};

/** The person's language, as this browser last knew it, or what the server found the browser to prefer. */
function firstLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  if (stored === 'ru' || stored === 'en') return stored;
  return document.documentElement.lang === 'ru' ? 'ru' : 'en';
}

let started: Promise<void> | undefined;

/** Begins with the words of the layout, once. */
export function startI18n(): Promise<void> {
  return started ??= start();
}

/**
 * Loads the words of these features at the same time. i18next says that it is done at once when it is asked before its own start, which a first screen does; its
 * parts then waited for their words one after the other.
 */
export async function loadWords(namespaces: string[]): Promise<void> {
  await startI18n();
  await i18n.loadNamespaces(namespaces);
}

async function start(): Promise<void> {
  i18n.on('languageChanged', (language) => { document.documentElement.lang = language; });
  await i18n.use(fromFiles).use(initReactI18next).init({
    lng: firstLanguage(), supportedLngs: ['ru', 'en'], fallbackLng: false, ns: [appWords], defaultNS: appWords,
    interpolation: { escapeValue: false }, // React escapes.
    returnNull: false, showSupportNotice: false,
    // Told, so that a test on any screen finds it.
    saveMissing: true, missingKeyHandler: (_, namespace, key) => console.error(`There are no words for ${namespace}:${key} in ${i18n.language}.`),
  });
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  if (i18n.language !== language) await i18n.changeLanguage(language);
}

export { i18n };
