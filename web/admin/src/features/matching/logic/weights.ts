import type { FieldJudgement } from '../types';

/** Bits for a probability: log2 of the odds. The ends, which have none, are held at 30 bits. */
export const bitsOf = (probability: number) => Math.max(-30, Math.min(30, Math.log2(probability / (1 - probability))));

/** The probability that odds of so many bits mean. */
export const probabilityOf = (bits: number) => 1 / (1 + 2 ** -bits);

export interface Step {
  kind: 'prior' | 'field' | 'household' | 'tries' | 'total';
  field: FieldJudgement | null;
  /** Bits that the step adds; of the total, all. */
  weight: number;
  /** Bits before and after it. */
  from: number;
  to: number;
}

interface Weighed { prior: number; household: number; tries: number; weight: number; fields: readonly FieldJudgement[] }

/** True of a field that says something of the pair: it is known on both sides and not told by another. */
export const counts = (field: FieldJudgement) => field.weight !== 0 || (field.level !== 'missing' && field.level !== 'told by another field');

/** Bits below which a part is not shown: it would read as nought. */
const shownMin = 0.05;

/** How a weight comes about: the prior, then the fields, those that say most first, then what a household and several tries explain, then the whole. */
export function waterfall({ prior, household, tries, weight, fields }: Weighed): Step[] {
  const steps: Step[] = [{ kind: 'prior', field: null, weight: prior, from: 0, to: prior }];
  let sum = prior;
  const add = (kind: Step['kind'], field: FieldJudgement | null, bits: number) => {
    steps.push({ kind, field, weight: bits, from: sum, to: sum + bits });
    sum += bits;
  };
  for (const field of fields.filter(counts).toSorted((a, b) => b.weight - a.weight)) add('field', field, field.weight);
  if (Math.abs(household) >= shownMin) add('household', null, household);
  if (Math.abs(tries) >= shownMin) add('tries', null, tries);
  steps.push({ kind: 'total', field: null, weight, from: 0, to: weight });
  return steps;
}

/** The span that a plot of the steps needs, in bits, the lines at thresholds and nought in it, with a little air at both ends. */
export function span(steps: readonly Step[], lines: readonly number[]): { low: number; high: number } {
  const all = [0, ...lines, ...steps.flatMap((step) => [step.from, step.to])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const air = Math.max(1, (high - low) * 0.04);
  return { low: low - air, high: high + air };
}
