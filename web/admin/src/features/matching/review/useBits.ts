import { useMemo } from 'react';
import { useFormat } from '@/lib/format/useFormat';

/** Weights in bits, with their sign; shares as small as those of rare values. */
export function useBits() {
  const { locale } = useFormat();
  return useMemo(() => {
    const signed = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' });
    const rare = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 });
    return {
      signed: (bits: number) => signed.format(Math.abs(bits) < 0.05 ? 0 : bits).replace('-', '−'),
      rare: (share: number) => rare.format(share),
    };
  }, [locale]);
}
