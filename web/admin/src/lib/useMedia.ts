import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds now. The query is made once: `const telephone = globalThis.matchMedia('(max-width: 575px)')`. */
export function useMedia(query: MediaQueryList): boolean {
  const follow = useCallback((listener: () => void) => {
    query.addEventListener('change', listener);
    return () => query.removeEventListener('change', listener);
  }, [query]);
  return useSyncExternalStore(follow, () => query.matches);
}
