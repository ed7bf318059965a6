const letters: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's',
  т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
};

/** What the server takes as a key. */
export const keyPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** A key for a name: «Интернет-магазин» → `internet-magazin`. Empty when nothing of the name can be in a key; avoids those taken. */
export function keyFromName(name: string, taken: readonly string[] = []): string {
  const latin = [...name.toLowerCase().normalize('NFC')].map((letter) => letters[letter] ?? letter).join('').normalize('NFD').replace(/\p{M}/gu, '');
  const key = latin.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '');
  if (key === '' || !taken.includes(key)) return key;
  for (let n = 2; ; n++) if (!taken.includes(`${key}-${n}`)) return `${key}-${n}`;
}
