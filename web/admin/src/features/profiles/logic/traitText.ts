import type { Format } from '@/lib/format/format';
import { meaningOf } from './names';

export interface ValueWords {
  yes: string;
  no: string;
  /** `female`, `male`. */
  gender: (which: 'female' | 'male') => string;
}

const genders: Record<string, 'female' | 'male'> = { f: 'female', female: 'female', w: 'female', ж: 'female', жен: 'female', женский: 'female', m: 'male', male: 'male', м: 'male', муж: 'male', мужской: 'male' };

// Parts of an address in the order in which people say them.
const addressParts = ['country', 'postalcode', 'postcode', 'zip', 'index', 'region', 'state', 'city', 'district', 'street', 'house', 'building', 'flat', 'apartment'];

/** A trait's value as people read it: dates and numbers in the reader's way, phones in groups, an address in one line. */
export function traitText(name: string, value: unknown, format: Format, words: ValueWords): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return isCode(name) ? String(value) : format.number(value);
  if (typeof value === 'string') return text(meaningOf(name), value, format, words);
  if (Array.isArray(value)) return value.map((one) => traitText(name, one, format, words)).filter((one) => one !== '').join(', ');
  return objectText(name, value as Record<string, unknown>, format, words);
}

function text(meaning: string, value: string, format: Format, words: ValueWords): string {
  if (meaning === 'phone') return format.phone(value);
  if (meaning === 'gender') {
    const gender = genders[value.trim().toLowerCase()];
    return gender ? words.gender(gender) : value;
  }
  return dateText(value, format) ?? value;
}

/** A date of ISO 8601 as people read it; null for any other text. A day without a time is that day in every time zone. */
function dateText(value: string, format: Format): string | null {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (day) {
    const [year, month, date] = [Number(day[1]), Number(day[2]), Number(day[3])];
    const local = new Date(year, month - 1, date);
    return local.getMonth() === month - 1 && local.getDate() === date ? format.date(local) : null;
  }
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value) || Number.isNaN(Date.parse(value))) return null;
  return format.dateTime(value);
}

// 1,990 is a number of things; a year, a code or an id has no thousands.
const isCode = (name: string) => /(^|[a-z_])(id|code|year|number|inn|zip|index|phone)$/i.test(name);

function objectText(name: string, value: Record<string, unknown>, format: Format, words: ValueWords): string {
  const parts = Object.entries(value).filter(([, part]) => part !== null && part !== '');
  if (meaningOf(name) === 'address') {
    const rank = (key: string) => {
      const at = addressParts.indexOf(key.toLowerCase().replace(/[\s_-]/g, ''));
      return at < 0 ? addressParts.length : at;
    };
    return parts.sort(([a], [b]) => rank(a) - rank(b)).map(([key, part]) => traitText(key, part, format, words)).join(', ');
  }
  return parts.map(([key, part]) => `${key}: ${traitText(key, part, format, words)}`).join('; ');
}
