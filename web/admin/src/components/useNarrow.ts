import { useMedia } from '@/lib/useMedia';

const telephone = globalThis.matchMedia('(max-width: 575px)');

/** True on a window as narrow as a telephone's. */
export const useNarrow = (): boolean => useMedia(telephone);
