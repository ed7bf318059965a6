/** A trait's value as an input holds it. */
export type FieldValue = string | number | boolean | string[] | null | undefined;

/** What an input of that type of the catalogue is to show. */
export function toField(type: string, value: unknown): FieldValue {
  if (value === undefined || value === null) return undefined;
  if (type === 'object') return JSON.stringify(value, null, 2);
  if (type === 'array') return Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))) : [plain(value)];
  if (type === 'number') return typeof value === 'number' ? value : Number(value);
  if (type === 'boolean') return value === true || value === 'true';
  return plain(value);
}

/** The value to send for what an input holds. */
export function fromField(type: string, field: FieldValue): unknown {
  if (type === 'object') return JSON.parse(String(field)) as unknown;
  return typeof field === 'string' ? field.trim() : field;
}

const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
