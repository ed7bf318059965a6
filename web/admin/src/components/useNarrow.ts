import { useSyncExternalStore } from 'react';

const telephone = globalThis.matchMedia('(max-width: 575px)');

function follow(listener: () => void): () => void {
  telephone.addEventListener('change', listener);
  return () => telephone.removeEventListener('change', listener);
}

/** True on a window as narrow as a telephone's. */
export const useNarrow = (): boolean => useSyncExternalStore(follow, () => telephone.matches);
