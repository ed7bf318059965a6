import { useSyncExternalStore } from 'react';

const query = globalThis.matchMedia?.('(max-width: 767px)') as MediaQueryList | undefined;

function subscribe(listener: () => void): () => void {
  query?.addEventListener('change', listener);
  return () => query?.removeEventListener('change', listener);
}

/** True on a phone: where tables show fewer columns and what stood beside stands below. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query?.matches ?? false);
