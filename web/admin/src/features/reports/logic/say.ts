import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dateFormat, type Format } from '@/lib/format/format';
import { useFormat } from '@/lib/format/useFormat';
import { useKindName } from '@/features/sources/public';

/** Words and formats that an answer is told in. */
export interface Say {
  t: TFunction;
  format: Format;
  kindName: (kind: string) => string;
}

export function useSay(): Say {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const kindName = useKindName();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- made anew at each render; it changes with the language as t does
  return useMemo(() => ({ t, format, kindName }), [t, format]);
}

/** An amount in the answer's currency; a plain number where orders have none. */
export const moneyOf = ({ format }: Say, currency: string | null | undefined) => (amount: number | null | undefined): string =>
  currency ? format.money(amount, currency) : format.number(amount);

/** The same where a number is shown large: what is over a thousand without its fraction, which the table tells. */
export const wholeMoneyOf = (say: Say, currency: string | null | undefined) => {
  const money = moneyOf(say, currency);
  return (amount: number | null | undefined): string => money(amount !== null && amount !== undefined && Math.abs(amount) >= 1_000 ? Math.round(amount) : amount);
};

/** What a period that begins on a day is called: "Nov 2026", "22 Nov". Days are the company's, so they are written as they are. */
export function periodName({ format }: Say, by: string, from: string): string {
  const options: Intl.DateTimeFormatOptions = by === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short', year: 'numeric' };
  return dateFormat(format.locale, { ...options, timeZone: 'UTC' }).format(new Date(`${from}T00:00:00Z`));
}

/** The same within a chart, where the year is told by the whole. */
export function periodShort({ format }: Say, by: string, from: string): string {
  const options: Intl.DateTimeFormatOptions = by === 'month' ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' };
  return dateFormat(format.locale, { ...options, timeZone: 'UTC' }).format(new Date(`${from}T00:00:00Z`));
}

/** A difference with its sign: "+12 %". */
export function signed(text: string, value: number): string {
  return value > 0 ? `+${text}` : text.replace('-', '−');
}
