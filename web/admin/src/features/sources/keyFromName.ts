import { keyOf } from '@/lib/keys';

/** What the server takes as a key. */
export const keyPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** A key for a name that no other source has: «Интернет-магазин» → `internet-magazin`. Empty when nothing of the name can be in a key. */
export function keyFromName(name: string, taken: readonly string[] = []): string {
  const key = keyOf(name).slice(0, 58).replace(/-+$/, '');
  if (key === '' || !taken.includes(key)) return key;
  for (let n = 2; ; n++) if (!taken.includes(`${key}-${n}`)) return `${key}-${n}`;
}
