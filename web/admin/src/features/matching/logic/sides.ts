import { identifierText, meaningOf, type Profile } from '@/features/profiles/public';
import type { Pair, Relation } from '../types';
import { compareLetters, within } from './letters';

/** A line of the comparison: what both sides say of one thing. */
export interface Line {
  name: string;
  label: string;
  first: string[];
  second: string[];
  /** Null where masks hide whether they are the same. */
  relation: Relation | null;
}

interface Words {
  label: (trait: string) => string;
  /** The values of a trait as people read them; an array is several. */
  texts: (trait: string, value: unknown) => string[];
  type: (identifier: string) => string;
  order: (a: string, b: string) => number;
}

/** Identifiers of systems and machines, by which people are not told apart; those of systems stand with the records. */
const technical = new Set(['anonymous_id', 'device_id', 'user_id', 'group_id']);

/** Two values this much alike may be one value and a slip. */
const nearMin = 0.8;

const isMasked = (text: string) => text.includes('•');

function valuesOf(profile: Profile): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const identifier of profile.identifiers) {
    if (!technical.has(identifier.type)) values.set(identifier.type, [...(values.get(identifier.type) ?? []), identifierText(identifier)]);
  }
  return values;
}

export function relationOf(first: readonly string[], second: readonly string[]): Relation | null {
  if (first.length === 0) return 'onlySecond';
  if (second.length === 0) return 'onlyFirst';
  if ([...first, ...second].some(isMasked)) return null;
  const alike = Math.max(...first.flatMap((one) => second.map((other) => compareLetters(one, other).alike)));
  if (alike === 1) return 'same';
  return alike >= nearMin || first.some((one) => second.some((other) => within(one, other) || within(other, one))) ? 'near' : 'different';
}

/** A birth date or a phone as one source writes it, in the form that all are compared in; anything else as it is. */
export function plainForm(meaning: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (meaning === 'birthday') return value.trim().replace(/^(\d\d)[./](\d\d)[./](\d{4})$/, '$3-$2-$1');
  if (meaning === 'phone') return /^(?:\+?7|8)?(\d{10})$/.exec(value.replace(/[\s().-]/g, ''))?.[1]?.replace(/^/, '+7') ?? value;
  return value;
}

/** What both sides say, line by line in the order of a card; phones and the like by all values that are known, not by the one that survived. */
export function comparisonOf({ traits, firstProfile, secondProfile }: Pick<Pair, 'traits' | 'firstProfile' | 'secondProfile'>, words: Words): Line[] {
  const [left, right] = [valuesOf(firstProfile), valuesOf(secondProfile)];
  const types = [...new Set([...left.keys(), ...right.keys()])];
  // A phone that is none identifies nobody, and still is what that side says.
  const said = (type: string, side: 'first' | 'second') => traits.filter((trait) => meaningOf(trait.name) === type).flatMap((trait) => words.texts(trait.name, trait[side]));
  const lines = [
    ...types.map((type): Line => {
      const [first, second] = [left.get(type) ?? said(type, 'first'), right.get(type) ?? said(type, 'second')];
      return { name: type, label: words.type(type), first, second, relation: relationOf(first, second) ?? traits.find((trait) => meaningOf(trait.name) === type)?.relation ?? null };
    }),
    // By what is shown, in which dates and phones have one form; the server's word counts where that is masked.
    ...traits.filter((trait) => !types.includes(meaningOf(trait.name))).map((trait): Line => {
      const [first, second] = [words.texts(trait.name, trait.first), words.texts(trait.name, trait.second)];
      return { name: trait.name, label: words.label(trait.name), first, second, relation: relationOf(first, second) ?? trait.relation };
    }),
  ];
  return lines.filter((line) => line.first.length > 0 || line.second.length > 0).sort((a, b) => words.order(a.name, b.name));
}
