import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { knownEvent } from '@/features/profiles/public';
import { dateFormat, type Format } from '@/lib/format/format';
import { useFormat } from '@/lib/format/useFormat';
import { useKindName } from '@/features/sources/public';

/** Words and formats that an answer is told in. */
export interface Say {
  t: TFunction;
  format: Format;
  kindName: (kind: string) => string;
}

/** What an event is called: a known one by its word, one of a company's own as it is sent. */
export function eventName({ t }: Pick<Say, 't'>, name: string): { text: string; isData?: boolean } {
  const known = knownEvent(name);
  return known ? { text: t(`profiles:events.names.${known.word}`) } : { text: name, isData: true };
}

export function useSay(): Say {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const kindName = useKindName();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- made anew at each render; it changes with the language as t does
  return useMemo(() => ({ t, format, kindName }), [t, format]);
}

type Amount = number | null | undefined;

/** An amount in the answer's currency; a plain number where orders have none. Of `amounts` in one table, all have a fraction when one does, so that they stand under each other. */
export function moneyOf({ format }: Say, currency: string | null | undefined, amounts: readonly Amount[] = []): (amount: Amount) => string {
  const haveFractions = amounts.some((amount) => !Number.isInteger(amount ?? 0));
  return (amount) => (currency ? format.money(amount, currency, haveFractions) : format.number(amount));
}

/** The same where a number is shown large: what is over a thousand without its fraction, which the table tells. */
export const wholeMoneyOf = (say: Say, currency: string | null | undefined) => {
  const money = moneyOf(say, currency);
  return (amount: Amount): string => money(amount !== null && amount !== undefined && Math.abs(amount) >= 1_000 ? Math.round(amount) : amount);
};

/** The same beside an axis. */
export const axisMoneyOf = ({ format }: Say, currency: string | null | undefined) => (amount: number): string => (currency ? format.compactMoney(amount, currency) : format.compact(amount));

/** What a period that begins on a day is called: "Nov 2026", "22 Nov". Days are the company's, so they are written as they are. */
export function periodName({ format }: Say, by: string, from: string): string {
  const options: Intl.DateTimeFormatOptions = by === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short', year: 'numeric' };
  return written(format, options, from);
}

/** The same within a chart, where the year of a day is told by the whole. */
export function periodShort({ format }: Say, by: string, from: string): string {
  const options: Intl.DateTimeFormatOptions = by === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' };
  return written(format, options, from);
}

/** Without the word for "year", which Russian puts after it and which a column of periods would repeat in each line. */
const written = (format: Format, options: Intl.DateTimeFormatOptions, from: string) => dateFormat(format.locale, { ...options, timeZone: 'UTC' }).format(new Date(`${from}T00:00:00Z`)).replace(/\sг\.$/, '');

/** A difference with its sign: "+12 %". */
export function signed(text: string, value: number): string {
  return value > 0 ? `+${text}` : text.replace('-', '−');
}
