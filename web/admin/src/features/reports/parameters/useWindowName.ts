import { useFormat } from '@/lib/format/useFormat';

const units: Record<string, string> = { m: 'minute', h: 'hour', d: 'day' };

/** A span such as `12h` in the reader's words. */
export function useWindowName(): (window: string) => string {
  const { locale } = useFormat();
  return (window) => {
    const [, amount, unit] = /^(\d+)([mhd])$/.exec(window) ?? [];
    return amount && unit ? new Intl.NumberFormat(locale, { style: 'unit', unit: units[unit], unitDisplay: 'long' }).format(Number(amount)) : window;
  };
}
