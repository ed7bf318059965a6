/** Whom the screen is about, from its address. Telephony opens `?phone=`; a chosen profile joins it as `profile`. */
export interface Caller {
  phone: string;
  query: string;
  profile: string;
}

export function readCaller(parameters: URLSearchParams): Caller {
  // A plus that telephony did not encode comes as a space.
  const phone = (parameters.get('phone') ?? '').trim();
  return { phone: /^7\d{10}$/.test(phone) ? `+${phone}` : phone, query: (parameters.get('query') ?? '').trim(), profile: parameters.get('profile') ?? '' };
}

export function writeCaller(caller: Partial<Caller>): URLSearchParams {
  return new URLSearchParams(Object.entries(caller).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** What a person typed: a number to look up, or words to search for. */
export function readTyped(text: string): Partial<Caller> {
  const typed = text.trim();
  const digits = typed.replace(/\D/g, '');
  return /^[+\d][\d\s().-]*$/.test(typed) && digits.length >= 10 && digits.length <= 15 ? { phone: typed } : { query: typed };
}

export const outcomes = ['resolved', 'order', 'call_back', 'complaint', 'no_answer', 'wrong_number', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];

/** Seconds as a clock shows them: 3:07, 1:02:33. */
export function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
