import type { Page } from '@playwright/test';
import type { Language } from './screen';

/** Words of Latin letters that Russian texts use as they are: names of products, standards and formats. */
const latinInRussian = new Set(['API', 'CRM', 'CDP', 'ID', 'SDK', 'CSV', 'TSV', 'XLSX', 'JSON', 'lines', 'Parquet', 'UTC', 'GMT', 'QR', 'IP', 'curl', 'Node', 'js', 'English', 'EN', 'RU', 'Kartoteka',
  'Chrome', 'HeadlessChrome', 'Chromium', 'Firefox', 'Safari', 'Linux', 'Windows', 'macOS', 'Android', 'iOS', 'URL', 'HTTP', 'HTTPS', 'ISO', 'UTF', 'gzip', 'Lines', 'Segment', 'RudderStack', 'Jitsu', 'Telegram', 'Excel', 'B2B', 'SQL', 'Ctrl', 'Enter', 'RFM', 'ABC', 'XYZ', 'ROMI', 'Shift',
  // Fields and calls of the ingest protocol, by which people look for them in their code.
  'identify', 'track', 'page', 'screen', 'group', 'alias', 'event', 'type', 'traits', 'properties', 'userId', 'anonymousId', 'messageId', 'previousId', 'groupId', 'timestamp', 'originalTimestamp', 'mergeProperties']);
const cyrillicInEnglish = new Set(['Русский', 'RU']);

/**
 * Visible words in the alphabet of the other language. Left out: code, what is marked as data (`translate="no"`) or as another language
 * (`lang` unlike the page's), and values in fields.
 */
export async function foreignWords(page: Page, language: Language): Promise<string[]> {
  const texts = await page.evaluate((pageLanguage) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const seen = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      if (node.nodeValue!.trim() === '' || !seen(element) || element.closest(`code, pre, kbd, script, style, noscript, [translate="no"], [lang]:not([lang="${pageLanguage}"])`)) continue;
      found.push(node.nodeValue!);
    }
    for (const element of document.querySelectorAll('[placeholder], [aria-label], [title]')) {
      if (!seen(element) || element.closest(`code, pre, [translate="no"], [lang]:not([lang="${pageLanguage}"])`)) continue;
      for (const name of ['placeholder', 'aria-label', 'title']) found.push(element.getAttribute(name) ?? '');
    }
    if (document.querySelector('title')?.translate !== false) found.push(document.title);
    return found;
  }, language);
  const [pattern, allowed] = language === 'ru' ? [/[A-Za-z][A-Za-z0-9]+/g, latinInRussian] : [/[А-Яа-яЁё]+/g, cyrillicInEnglish];
  // Addresses are data wherever they stand.
  const words = texts.flatMap((text) => text.replace(/https?:\/\/\S+|\S+@\S+|#\w+=\S*/g, '').match(pattern) ?? []);
  return [...new Set(words.filter((word) => !allowed.has(word)))];
}
