/** A test of a property that has a form here: one word, one value. */
export interface Test {
  property: string;
  how: How;
  value: string;
}

export const hows = ['equals', 'contains', 'atLeast', 'atMost', 'exists'] as const;
export type How = (typeof hows)[number];

/** Reads a test of a rule; null for one that has no form here and is shown as it is. */
export function readTest(test: unknown): Test | null {
  if (typeof test !== 'object' || test === null) return null;
  const { property, ...rest } = test as Record<string, unknown>;
  const [[how, value] = [], more] = Object.entries(rest);
  if (typeof property !== 'string' || more !== undefined || !hows.includes(how as How)) return null;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  return { property, how: how as How, value: how === 'exists' ? '' : String(value) };
}

/** Writes a test as rules have it: a number where the property holds numbers. */
export function writeTest({ property, how, value }: Test, type: string | undefined): unknown {
  if (how === 'exists') return { property, exists: true };
  const isNumber = how === 'atLeast' || how === 'atMost' || type === 'number';
  if (isNumber && value.trim() !== '' && Number.isFinite(Number(value.replace(',', '.')))) return { property, [how]: Number(value.replace(',', '.')) };
  return { property, [how]: type === 'boolean' && (value === 'true' || value === 'false') ? value === 'true' : value };
}
