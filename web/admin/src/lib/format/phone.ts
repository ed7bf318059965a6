// Lengths of country codes: those of one and two digits (ITU-T E.164, list of assigned codes); all others have three.
const country = /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)$/;

/**
 * A phone as people read it: `+7 916 123-45-67`, `+1 212 555-0123`, and `+49 151 123 456 78` for countries whose own groups are not known
 * here. What is masked or no number stays as it is.
 */
export function formatPhone(value: string): string {
  const digits = /^\+(\d{7,15})$/.exec(value)?.[1];
  const [, code, rest] = country.exec(digits ?? '') ?? [];
  if (!code || !rest) return value;
  if (code === '7' && rest.length === 10) return rest.replace(/^(\d{3})(\d{3})(\d\d)(\d\d)$/, '+7 $1 $2-$3-$4');
  if (code === '1' && rest.length === 10) return rest.replace(/^(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2-$3');
  return `+${code} ${rest.replace(/\d{3}(?=\d{2})/g, '$& ')}`;
}
