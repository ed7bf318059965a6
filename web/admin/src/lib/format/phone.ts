/**
 * A phone as people read it: `+7 916 123-45-67` and `+1 212 555-0123`; numbers of other countries in groups from the end, since where their
 * country code ends is not known here. What is masked or no number stays as it is.
 */
export function formatPhone(value: string): string {
  const digits = /^\+(\d{7,15})$/.exec(value)?.[1];
  if (!digits) return value;
  if (digits.length === 11 && digits.startsWith('7')) return digits.replace(/^(7)(\d{3})(\d{3})(\d\d)(\d\d)$/, '+$1 $2 $3-$4-$5');
  if (digits.length === 11 && digits.startsWith('1')) return digits.replace(/^(1)(\d{3})(\d{3})(\d{4})$/, '+$1 $2 $3-$4');
  return `+${digits.replace(/(?<=\d)(?=(\d{3})+$)/g, ' ')}`;
}
