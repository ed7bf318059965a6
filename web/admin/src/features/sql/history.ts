const key = 'kartoteka.sql.history';
const most = 50;

export interface Asked {
  sql: string;
  /** ISO 8601. */
  at: string;
}

/** What was asked in this browser, latest first. */
export function history(): Asked[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is Asked => typeof one === 'object' && one !== null && typeof (one as Asked).sql === 'string' && typeof (one as Asked).at === 'string') : [];
  } catch {
    return [];
  }
}

/** Puts a question first; the same text asked before goes. */
export function remember(sql: string, at: Date): Asked[] {
  const kept = [{ sql, at: at.toISOString() }, ...history().filter((one) => one.sql !== sql)].slice(0, most);
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still asks.
  }
  return kept;
}

export function forget(): void {
  localStorage.removeItem(key);
}
