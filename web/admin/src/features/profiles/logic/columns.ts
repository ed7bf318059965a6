import { meaningOf } from './names';

/** Columns that every list can have; the rest are traits, as `trait:` and the name. */
export const ownColumns = ['name', 'phone', 'email', 'city', 'sources', 'updatedAt', 'createdAt', 'kind', 'id'] as const;
export type OwnColumn = (typeof ownColumns)[number];

const traitPrefix = 'trait:';
export const traitColumn = (name: string) => `${traitPrefix}${name}`;
export const traitOf = (column: string): string | null => (column.startsWith(traitPrefix) ? column.slice(traitPrefix.length) : null);

export const defaultColumns: string[] = ['name', 'phone', 'email', 'city', 'sources', 'updatedAt'];

/** A stored choice as it can be shown: the name first, nothing twice, nothing unknown. */
export function cleanColumns(columns: readonly string[]): string[] {
  const known = columns.filter((column) => traitOf(column) !== null || (ownColumns as readonly string[]).includes(column));
  return [...new Set(['name', ...known])];
}

/** Moves a column by that many places; the name stays first. */
export function moveColumn(columns: readonly string[], column: string, by: -1 | 1): string[] {
  const at = columns.indexOf(column);
  const to = at + by;
  if (at < 1 || to < 1 || to >= columns.length) return [...columns];
  const moved = [...columns];
  [moved[at], moved[to]] = [moved[to]!, moved[at]!];
  return moved;
}

/** The columns of a file for what the list shows. One column of the list may stand for several traits, such as the parts of a name. */
export function exportColumns(columns: readonly string[], traits: readonly string[]): string[] {
  const meaning = (...meanings: string[]) => traits.filter((trait) => meanings.includes(meaningOf(trait)));
  return [...new Set(['id', ...columns.flatMap((column): string[] => {
    const trait = traitOf(column);
    if (trait !== null) return [trait];
    switch (column as OwnColumn) {
      case 'name': return meaning('lastName', 'firstName', 'middleName', 'name');
      case 'phone': return meaning('phone');
      case 'email': return meaning('email');
      case 'city': return meaning('city').length > 0 ? meaning('city') : meaning('address');
      case 'sources': return [];
      default: return [column];
    }
  })])];
}
