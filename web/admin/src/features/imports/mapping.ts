import type { Column, ImportKind } from './api';

/** Fields with a meaning of their own, in the order in which people look for them. Any other name is a trait or a property. */
export const fields: Record<ImportKind, { identifiers: string[]; others: string[] }> = {
  people: {
    identifiers: ['externalId', 'email', 'phone', 'card', 'inn', 'telegram_id', 'device_id', 'anonymousId'],
    others: ['lastName', 'firstName', 'middleName', 'name', 'gender', 'birthday', 'address.city', 'address.street', 'address.house', 'address.flat', 'address.state', 'address.postalCode', 'address.country', 'company', 'title', 'createdAt', 'updatedAt'],
  },
  orders: {
    identifiers: ['customer', 'email', 'phone', 'card', 'inn'],
    others: ['orderId', 'orderedAt', 'sku', 'productName', 'quantity', 'price', 'lineTotal', 'total', 'revenue', 'shipping', 'tax', 'discount', 'coupon', 'currency', 'status', 'affiliation', 'category', 'brand'],
  },
  events: { identifiers: ['userId', 'anonymousId', 'email', 'phone', 'card', 'inn'], others: ['event', 'timestamp', 'messageId'] },
};

/** Several columns may give the same of these: two phones, two e-mails. */
const repeated = new Set(['email', 'phone', 'card', 'inn', 'telegram_id', 'device_id']);

/** What the person says in place of what is there: target by column; an empty one drops the column. */
export type Changes = ReadonlyMap<string, string>;

/** The mapping to send: what was said before and is not changed, and the changes. The last `=` of a line parts column from target. */
export function mapWith(map: readonly string[], changes: Changes): string[] {
  const kept = map.filter((line) => !changes.has(line.slice(0, line.lastIndexOf('='))));
  return [...kept, ...[...changes].map(([column, target]) => `${column}=${target}`)];
}

/** Where a column goes with the changes; empty for nowhere. */
export const targetOf = (column: Column, changes: Changes) => changes.get(column.column) ?? column.target ?? '';

export type MappingFault = { kind: 'twice'; target: string } | { kind: 'missing'; what: 'person' | 'orderId' | 'orderedAt' | 'customer' };

/** What stands in the way of a run, as the server would say too. */
export function faults(kind: ImportKind, columns: readonly Column[], changes: Changes): MappingFault[] {
  const targets = columns.map((column) => targetOf(column, changes)).filter((target) => target !== '');
  const has = (...names: string[]) => names.some((name) => targets.includes(name));
  const twice = [...new Set(targets.filter((target, i) => !repeated.has(target) && targets.indexOf(target) !== i))];
  const found: MappingFault[] = twice.map((target) => ({ kind: 'twice', target }));
  const identified = targets.some((target) => repeated.has(target));
  if (kind === 'people' && !identified && !has('externalId', 'anonymousId')) found.push({ kind: 'missing', what: 'person' });
  if (kind === 'orders' && !has('orderId')) found.push({ kind: 'missing', what: 'orderId' });
  if (kind === 'orders' && !has('orderedAt')) found.push({ kind: 'missing', what: 'orderedAt' });
  if (kind === 'orders' && !identified && !has('customer')) found.push({ kind: 'missing', what: 'customer' });
  return found;
}

/** Why a name cannot be a trait's; null when it can. */
export function nameFault(name: string): 'dots' | 'long' | null {
  if (name.length > 100) return 'long';
  return name.startsWith('.') || name.endsWith('.') || name.split('.').length > 2 ? 'dots' : null;
}
