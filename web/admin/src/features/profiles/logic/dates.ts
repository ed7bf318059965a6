import type { Profile } from '../types';

/** When any source first spoke of the customer. Records that people made here are later by nature and say nothing of it. */
export function firstSeen(profile: Profile): string {
  return profile.identifiers.reduce((earliest, identifier) => (Date.parse(identifier.firstSeen) < Date.parse(earliest) ? identifier.firstSeen : earliest), profile.createdAt);
}
