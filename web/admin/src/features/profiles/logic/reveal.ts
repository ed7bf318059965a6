import type { Profile, Revealed } from '../types';

/** Values that a person asked to see, with a reason, are kept by the screen alone and forgotten with it. */
export const nothingRevealed: Revealed = { traits: {}, identifiers: [] };

export function addRevealed(known: Revealed, more: Revealed): Revealed {
  const types = new Set(more.identifiers.map((identifier) => identifier.type));
  return { traits: { ...known.traits, ...more.traits }, identifiers: [...known.identifiers.filter(({ type }) => !types.has(type)), ...more.identifiers] };
}

/** The profile with what was revealed in place of its masked values. */
export function withRevealed(profile: Profile, revealed: Revealed): Profile {
  const types = new Set(revealed.identifiers.map((identifier) => identifier.type));
  if (types.size === 0 && Object.keys(revealed.traits).length === 0) return profile;
  const shown = [...types].flatMap((type) => {
    const masked = profile.identifiers.filter((identifier) => identifier.type === type);
    // The server gives both lists in one order; an identifier that came in between has no known sources yet.
    return revealed.identifiers.filter((identifier) => identifier.type === type).map(({ value }, at, all) => ({
      ...(masked.length === all.length ? masked[at]! : { sources: [], firstSeen: profile.createdAt, lastSeen: profile.updatedAt }), type, value, masked: false,
    }));
  });
  return {
    ...profile,
    traits: { ...profile.traits, ...revealed.traits },
    masked: profile.masked?.filter((name) => !(name in revealed.traits)) ?? null,
    identifiers: [...shown, ...profile.identifiers.filter(({ type }) => !types.has(type))],
  };
}
