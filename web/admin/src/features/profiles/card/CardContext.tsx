import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { api, body } from '@/lib/api/client';
import { addRevealed, nothingRevealed, withRevealed } from '../logic/reveal';
import { useSourceNames } from '../queries';
import type { Profile, ProfileKind, Revealed } from '../types';
import { useTraits } from '../useTraits';

interface Card {
  /** With the values that were revealed. */
  profile: Profile;
  traits: ReturnType<typeof useTraits>;
  sourceName: (key: string) => string;
  isMasked: (trait: string) => boolean;
  /** Asks the server for masked values of a trait or a type of identifier; the reason is logged. */
  reveal: (field: string, reason: string) => Promise<void>;
}

const CardContext = createContext<Card | null>(null);

/** What all parts of a card share. */
export function CardProvider({ profile: stored, children }: { profile: Profile; children: ReactNode }) {
  const traits = useTraits(stored.kind as ProfileKind);
  const sourceName = useSourceNames();
  // With the id, so that nothing shown of one profile is ever shown on the next.
  const [{ id, revealed }, setShown] = useState<{ id: string; revealed: Revealed }>({ id: stored.id, revealed: nothingRevealed });
  const current = id === stored.id ? revealed : nothingRevealed;
  const reveal = useCallback(async (field: string, reason: string) => {
    const more = await body(api.POST('/api/profiles/{id}/reveal', { params: { path: { id: stored.id } }, body: { fields: [field], reason } }));
    setShown((known) => ({ id: stored.id, revealed: addRevealed(known.id === stored.id ? known.revealed : nothingRevealed, more) }));
  }, [stored.id]);
  const value = useMemo<Card>(() => {
    const profile = withRevealed(stored, current);
    return { profile, traits, sourceName, reveal, isMasked: (trait) => profile.masked?.includes(trait) ?? false };
  }, [stored, current, traits, sourceName, reveal]);
  return <CardContext value={value}>{children}</CardContext>;
}

export function useCard(): Card {
  const card = use(CardContext);
  if (!card) throw new Error('No CardProvider above.');
  return card;
}
