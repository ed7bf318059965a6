import type { Quality, TraitQuality } from '@/features/quality/public';
import type { Trait, TraitKind } from './api';

/** A trait and how far it is filled, if that was counted. */
export type Row = Trait & { quality?: TraitQuality; /** 0 to 1 of the profiles of its kind; null when not counted. */ fill: number | null };

export interface Filter {
  text: string;
  kind: TraitKind | 'all';
  privacyClass: string | null;
  /** Only traits that nobody declared. */
  undeclared: boolean;
}

export function rowsOf(traits: readonly Trait[], quality: Quality | undefined): Row[] {
  const counted = new Map(quality?.traits.map((one) => [`${one.kind} ${one.name}`, one]));
  const total = { person: quality?.totals.persons ?? 0, account: quality?.totals.accounts ?? 0 };
  return traits.map((trait) => {
    const own = counted.get(`${trait.kind} ${trait.name}`);
    const all = total[trait.kind as TraitKind];
    return { ...trait, quality: own, fill: quality?.computedAt && all > 0 ? (own?.filled ?? 0) / all : null };
  });
}

/** Rows that a filter leaves, the most filled first. */
export function filtered(rows: readonly Row[], { text, kind, privacyClass, undeclared }: Filter): Row[] {
  const wanted = text.trim().toLowerCase();
  return rows
    .filter((row) => (kind === 'all' || row.kind === kind) && (privacyClass === null || row.privacyClass === privacyClass) && !(undeclared && row.declared))
    .filter((row) => wanted === '' || [row.name, row.purpose ?? '', ...Object.values(row.label)].some((word) => word.toLowerCase().includes(wanted)))
    .sort((a, b) => (b.fill ?? 0) - (a.fill ?? 0) || a.name.localeCompare(b.name));
}
