import i18next, { type TFunction } from 'i18next';
import { createFormat } from '@/lib/format/format';
import english from '../locales/en.json';
import russian from '../locales/ru.json';
import type { Profile, TimelineEvent } from '../types';
import { traitText } from './traitText';

/** Words and formats of a language, as the screens have them. */
export async function wordsOf(language: 'ru' | 'en') {
  const i18n = i18next.createInstance();
  const t = (await i18n.init({ lng: language, ns: ['profiles'], defaultNS: 'profiles', resources: { ru: { profiles: russian }, en: { profiles: english } }, interpolation: { escapeValue: false }, showSupportNotice: false })) as TFunction<'profiles'>;
  const format = createFormat(language === 'ru' ? 'ru-RU' : 'en-GB', 'UTC');
  const words = { yes: t('profiles:values.yes'), no: t('profiles:values.no'), gender: (which: 'female' | 'male') => (which === 'female' ? t('profiles:values.female') : t('profiles:values.male')) };
  return { t, format, label: (name: string) => name, text: (name: string, value: unknown) => traitText(name, value, format, words), words };
}

export function profileOf(change: Partial<Profile> = {}): Profile {
  return {
    id: '01a20128-79a2-7df7-9ca2-e9766c40a898', kind: 'person', createdAt: '2026-01-02T00:00:00Z', updatedAt: '2026-01-03T00:00:00Z', traits: {}, provenance: {}, identifiers: [], records: [], accounts: [], computed: {}, segments: [], consents: [], masked: null,
    ...change,
  };
}

export function eventOf(change: Partial<TimelineEvent>): TimelineEvent {
  return { position: 1, source: 'shop', externalId: 'a', type: 'track', event: null, messageId: 'm', occurredAt: '2026-01-02T10:00:00Z', receivedAt: '2026-01-02T10:00:00Z', sentAt: null, originalTimestamp: null, body: {}, ...change };
}
