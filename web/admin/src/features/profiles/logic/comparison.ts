import type { Profile, ProfileRecord } from '../types';
import { comparable } from './provenance';

interface ComparedTrait {
  name: string;
  /** One for each record, in their order; undefined where the record says nothing. */
  values: unknown[];
  /** Records say different things. */
  differs: boolean;
  /** For each record, whether it says something else than the profile has. */
  deviates: boolean[];
  /** Index of the record whose value the profile has; -1 when no rule chose one. */
  winner: number;
}

interface Comparison {
  records: ProfileRecord[];
  traits: ComparedTrait[];
}

/** Records side by side: those with most to say first, traits in the order of the card. */
export function compareRecords(profile: Profile, order: (a: string, b: string) => number): Comparison {
  const records = [...profile.records].sort((a, b) => Object.keys(b.traits).length - Object.keys(a.traits).length);
  const names = [...new Set(records.flatMap((record) => Object.keys(record.traits)))].sort(order);
  return {
    records,
    traits: names.map((name) => {
      const values = records.map((record) => record.traits[name] ?? undefined);
      const winner = profile.provenance[name];
      const chosen = comparable(profile.traits[name]);
      return {
        name, values, deviates: values.map((value) => value !== undefined && comparable(value) !== chosen),
        differs: new Set(values.filter((value) => value !== undefined).map(comparable)).size > 1,
        winner: winner ? records.findIndex((record) => record.source === winner.source && record.externalId === winner.externalId) : -1,
      };
    }),
  };
}
