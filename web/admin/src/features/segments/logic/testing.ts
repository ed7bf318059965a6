import i18next, { type TFunction } from 'i18next';
import { createFormat } from '@/lib/format/format';
import { knownEvent } from '@/features/profiles/public';
import english from '../locales/en.json';
import russian from '../locales/ru.json';
import type { Vocabulary } from './sentence';

const names = { ru: { city: 'город', birthday: 'дата рождения', orderCompleted: 'Заказ', productAdded: 'Товар в корзину' }, en: { city: 'city', birthday: 'birthday', orderCompleted: 'Order', productAdded: 'Product added to cart' } };

/** Words for tests: the locale's own, and a few names. */
export async function vocabulary(language: 'ru' | 'en'): Promise<Vocabulary> {
  const i18n = i18next.createInstance();
  const t = (await i18n.init({ lng: language, ns: ['segments'], defaultNS: 'segments', resources: { ru: { segments: russian }, en: { segments: english } }, interpolation: { escapeValue: false }, showSupportNotice: false })) as TFunction<'segments'>;
  const known = (name: string) => (names[language] as Record<string, string>)[name] ?? name;
  return {
    t, format: createFormat(language === 'ru' ? 'ru-RU' : 'en-GB', 'Europe/Moscow'), trait: known, computed: known, segment: known, isBirthday: (trait) => trait === 'birthday',
    eventWord: (name) => knownEvent(name)?.word, event: (name) => known(knownEvent(name)?.word ?? name), property: (name) => (['revenue', 'category'].includes(name) ? t(`segments:properties.${name}`) : name),
  };
}
