import { useMemo } from 'react';
import { useFormat } from '@/lib/format/useFormat';

/** Above it a probability with one digit would read as 100 %. */
const sureMin = 0.999;

/** Weights in bits, with their sign; shares as small as those of rare values. */
export function useBits() {
  const { locale } = useFormat();
  return useMemo(() => {
    const signed = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' });
    const rough = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
    const rare = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 });
    return {
      signed: (bits: number) => signed.format(Math.abs(bits) < 0.05 ? 0 : bits).replace('-', '−'),
      /** A share as small as that of a rare value. */
      rare: (share: number) => rare.format(share),
      /** A probability: one that is nearly sure is not told as if it were. */
      chance: (share: number) => (share > sureMin ? `>${rough.format(sureMin)}` : share < 1 - sureMin ? `<${rough.format(1 - sureMin)}` : rough.format(share)),
    };
  }, [locale]);
}
