import { useTranslation } from 'react-i18next';
import { createFormat, localeOf, type Format } from './format';

const formats = new Map<string, Format>();

/** Formats in the language that the reader has chosen; the same object for the same locale. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  let format = formats.get(locale);
  if (!format) formats.set(locale, format = createFormat(locale));
  return format;
}
