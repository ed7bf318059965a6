/** A step of a funnel: an event by its name, maybe with conditions on its properties in the form of rules. */
export interface Step {
  event: string;
  where?: readonly unknown[];
}

/** Reads a step as an address has it: a name, or JSON with conditions. What is neither is taken as a name. */
export function readStep(text: string): Step {
  if (text.startsWith('{')) {
    try {
      const value = JSON.parse(text) as Partial<Step> | null;
      if (typeof value?.event === 'string') return Array.isArray(value.where) && value.where.length > 0 ? { event: value.event, where: value.where as unknown[] } : { event: value.event };
    } catch { /* A name that begins with a brace. */ }
  }
  return { event: text };
}

/** Writes a step for an address: its name alone when it has no conditions. */
export const writeStep = ({ event, where }: Step): string => (where && where.length > 0 ? JSON.stringify({ event, where }) : event);
