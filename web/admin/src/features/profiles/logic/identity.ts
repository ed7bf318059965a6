import type { HistoryEntry, Profile, RecordAddress } from '../types';

const keyOf = ({ source, externalId }: RecordAddress) => `${source} ${externalId}`;

/** The records that undoing a merge would take out: those it brought that are here still. Empty when it cannot be undone from this profile. */
export function undoable(entry: HistoryEntry, profile: Profile): RecordAddress[] {
  if (entry.action !== 'merge') return [];
  const here = new Set(profile.records.map(keyOf));
  const moved = entry.records.filter((record) => here.has(keyOf(record)));
  return moved.length === here.size ? [] : moved;
}

/** Who did it: the rules by themselves, or the name of a person or token. */
export const isByRules = (entry: HistoryEntry): boolean => entry.who === 'rules';
