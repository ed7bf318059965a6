import type { Profile, Provenance } from '../types';

export interface Statement {
  source: string;
  externalId: string;
  value: unknown;
  /** When the record's value was stated, for the one that won; when the record last changed, for the rest. */
  at: string;
  wins: boolean;
  /** It says the same as the winner. */
  agrees: boolean;
}

interface ProvenanceOfTrait {
  winner: Provenance | null;
  statements: Statement[];
  /** How many say something else than the winner. */
  differing: number;
  /** The value that a person gave by hand, if there is one. */
  hasManual: boolean;
}

/** Key of the built-in source that keeps what people of the company typed. */
export const manualSource = 'manual';

/** What each record says of a trait, the winner first, then those that say something else. */
export function provenanceOf(profile: Profile, trait: string): ProvenanceOfTrait {
  const winner = profile.provenance[trait] ?? null;
  const winning = comparable(profile.traits[trait]);
  const statements = profile.records
    .filter((record) => record.traits[trait] !== undefined && record.traits[trait] !== null)
    .map((record): Statement => {
      const wins = winner?.source === record.source && winner.externalId === record.externalId;
      return { source: record.source, externalId: record.externalId, value: record.traits[trait], at: wins && winner ? winner.at : record.updatedAt, wins, agrees: comparable(record.traits[trait]) === winning };
    })
    .sort((a, b) => Number(b.wins) - Number(a.wins) || Number(a.agrees) - Number(b.agrees) || b.at.localeCompare(a.at));
  return {
    winner, statements, differing: statements.filter((one) => !one.agrees).length,
    hasManual: statements.some((one) => one.source === manualSource),
  };
}

/**
 * The form in which two values are compared: letter case, spaces and the spelling of a phone make no difference, since they are none to people.
 */
export function comparable(value: unknown): string {
  if (typeof value === 'string') {
    const text = value.trim().toLowerCase().replace(/\s+/g, ' ').replaceAll('ё', 'е');
    const digits = text.replace(/\D/g, '');
    return /^[+\d][\d\s().-]{9,}$/.test(text) && digits.length >= 10 && digits.length <= 15 ? digits.slice(-10) : text;
  }
  if (Array.isArray(value)) return value.map(comparable).sort().join('|');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).filter(([, part]) => part !== null && part !== '').map(([key, part]) => `${key}=${comparable(part)}`).sort().join('|');
  }
  return String(value);
}
