import { formatPhone } from './phone';

/** The locale for dates and numbers: the reader's own variant of the language if the browser names one. */
export function localeOf(language: string, preferred: readonly string[] = navigator.languages): string {
  const own = preferred.find((one) => one.toLowerCase().startsWith(`${language}-`));
  return own ?? (language === 'ru' ? 'ru-RU' : 'en-GB');
}

const made = new Map<string, unknown>();

// Making one of Intl's formatters takes up to a millisecond, and a screen shows hundreds of values: 350 of the 1,000 ms of a customer card.
function once<F>(what: string, locale: string, options: object | undefined, make: () => F): F {
  const key = `${what} ${locale} ${JSON.stringify(options)}`;
  const known = made.get(key) as F | undefined;
  if (known) return known;
  const formatter = make();
  made.set(key, formatter);
  return formatter;
}

/** A formatter of dates; made once for a locale and its options. */
export const dateFormat = (locale: string, options?: Intl.DateTimeFormatOptions) => once('date', locale, options, () => new Intl.DateTimeFormat(locale, options));

const numberFormat = (locale: string, options?: Intl.NumberFormatOptions) => once('number', locale, options, () => new Intl.NumberFormat(locale, options));

export type Moment = string | number | Date;

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400], ['month', 30 * 86_400], ['week', 7 * 86_400], ['day', 86_400], ['hour', 3_600], ['minute', 60],
];

/** Makes values readable in a locale. What is no date or number comes back as the dash that stands for nothing. */
export function createFormat(locale: string, timeZone?: string) {
  const date = dateFormat(locale, { dateStyle: 'medium', timeZone });
  const dateTime = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const exact = dateFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone });
  const time = dateFormat(locale, { timeStyle: 'medium', timeZone });
  const number = numberFormat(locale);
  const compact = numberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const percent = numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const manyTimes = numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });

  const at = (moment: Moment | null | undefined, format: Intl.DateTimeFormat) => {
    if (moment === null || moment === undefined) return '–';
    const parsed = new Date(moment);
    return Number.isNaN(parsed.getTime()) ? '–' : format.format(parsed);
  };

  return {
    locale,
    /** 22 Nov 2026 */
    date: (moment: Moment | null | undefined) => at(moment, date),
    /** 22 Nov 2026, 14:05 */
    dateTime: (moment: Moment | null | undefined) => at(moment, dateTime),
    /** With seconds and the time zone. */
    exact: (moment: Moment | null | undefined) => at(moment, exact),
    /** 14:05:09 */
    time: (moment: Moment | null | undefined) => at(moment, time),
    /** 2 hours ago, in 3 days. Under a minute it is now. */
    relative: (moment: Moment | null | undefined, now: Moment) => {
      if (moment === null || moment === undefined) return '–';
      const seconds = (new Date(moment).getTime() - new Date(now).getTime()) / 1000;
      const step = steps.find(([, length]) => Math.abs(seconds) >= length);
      return step ? relative.format(Math.trunc(seconds / step[1]), step[0]) : relative.format(0, 'second');
    },
    /** 1,234,567.8 */
    number: (value: number | null | undefined) => (value === null || value === undefined ? '–' : number.format(value)),
    /** 1.2M */
    compact: (value: number | null | undefined) => (value === null || value === undefined ? '–' : compact.format(value)),
    /** A share of 1: 0.25 is 25 %. From ten times on, tenths of a percent tell nothing. */
    percent: (share: number | null | undefined) => (share === null || share === undefined || !Number.isFinite(share) ? '–' : (Math.abs(share) < 10 ? percent : manyTimes).format(share)),
    /** An amount with its currency (ISO 4217); whole amounts without a fraction, unless they stand among others that have one. */
    money: (amount: number | null | undefined, currency = 'RUB', amongFractions = false) => (amount === null || amount === undefined ? '–' : money(locale, amount, currency, amongFractions ? {} : undefined)),
    /** £1.2M: an amount where there is little room. */
    compactMoney: (amount: number, currency: string) => money(locale, amount, currency, { notation: 'compact', maximumFractionDigits: 1 }),
    /** 1.4 MB; steps of 1,024. */
    bytes: (value: number | null | undefined) => (value === null || value === undefined ? '–' : bytes(locale, value)),
    /** Seconds as 5 s, 3 min or 2 h. */
    duration: (seconds: number | null | undefined) => (seconds === null || seconds === undefined ? '–' : duration(locale, seconds)),
    /** +7 916 123-45-67 */
    phone: formatPhone,
    /** a, b and c */
    list: (values: readonly string[]) => list.format(values),
  };
}

export type Format = ReturnType<typeof createFormat>;

function money(locale: string, amount: number, currency: string, options: Intl.NumberFormatOptions = { trailingZeroDisplay: 'stripIfInteger' }): string {
  try {
    return numberFormat(locale, { style: 'currency', currency, ...options }).format(amount);
  } catch {
    return `${numberFormat(locale, options).format(amount)} ${currency}`; // A sender's own word for a currency.
  }
}

function bytes(locale: string, value: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const step = value < 1 ? 0 : Math.min(Math.floor(Math.log2(value) / 10), units.length - 1);
  return numberFormat(locale, { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: 1 }).format(value / 1024 ** step);
}

function duration(locale: string, seconds: number): string {
  const [unit, length] = seconds < 120 ? ['second', 1] : seconds < 7_200 ? ['minute', 60] : seconds < 172_800 ? ['hour', 3_600] : ['day', 86_400];
  return numberFormat(locale, { style: 'unit', unit: unit, unitDisplay: 'short', maximumFractionDigits: seconds < 10 ? 1 : 0 }).format(seconds / (length));
}
