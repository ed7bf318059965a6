import type { Identifier, ProfileSummary, ProfileRecord } from '../types';
import { identifierText, meaningOf } from './names';

export type ContactType = 'phone' | 'email';

export interface Contact {
  type: ContactType;
  /** Normalised when it is valid; as the source wrote it when not. */
  value: string;
  text: string;
  /** `valid`: a number or address that identifies the profile; `unused`: well-formed, but it identifies nobody here; `invalid`: no number or address. */
  state: 'valid' | 'unused' | 'invalid';
  masked: boolean;
  sources: string[];
  lastSeen: string | null;
  /** The value that the profile's rules chose. */
  main: boolean;
}

type WithRecords = ProfileSummary & { records?: readonly ProfileRecord[] };

/** Phones, then e-mails, the main one of each first; then what sources gave for a contact and is none. */
export function contactsOf(profile: WithRecords): Contact[] {
  const stated = statements(profile);
  const known = profile.identifiers.filter((identifier): identifier is Identifier & { type: ContactType } => identifier.type === 'phone' || identifier.type === 'email');
  const chosen = statedBy(profile.traits);
  const valid = known.map((identifier): Contact => ({
    type: identifier.type, value: identifier.value, text: identifierText(identifier), state: 'valid', masked: identifier.masked ?? false, sources: identifier.sources,
    lastSeen: identifier.lastSeen, main: chosen.some((one) => one.type === identifier.type && isSame(one.type, one.value, identifier.value)),
  }));
  const rest = new Map<string, Contact>();
  for (const { type, value, source } of stated) {
    if (value.includes('•') || known.some((identifier) => identifier.type === type && isSame(type, value, identifier.value))) continue;
    const key = `${type} ${comparable(type, value)}`;
    const contact = rest.get(key) ?? { type, value, text: value, state: isWellFormed(type, value) ? 'unused' : 'invalid', masked: false, sources: [], lastSeen: null, main: false };
    if (!contact.sources.includes(source)) contact.sources.push(source);
    rest.set(key, contact);
  }
  const order = (contact: Contact) => (contact.type === 'phone' ? 0 : 1) + (contact.state === 'valid' ? 0 : 2) - (contact.main ? 0.5 : 0);
  return [...valid, ...rest.values()].sort((a, b) => order(a) - order(b) || (b.lastSeen ?? '').localeCompare(a.lastSeen ?? '') || b.sources.length - a.sources.length);
}

interface Statement { type: ContactType; value: string; source: string }

function statements(profile: WithRecords): Statement[] {
  return (profile.records ?? []).flatMap((record) => statedBy(record.traits).map((one) => ({ ...one, source: record.source })));
}

function statedBy(traits: Readonly<Record<string, unknown>>): { type: ContactType; value: string }[] {
  return Object.entries(traits).flatMap(([name, value]) => {
    const type = meaningOf(name);
    if (type !== 'phone' && type !== 'email') return [];
    return (Array.isArray(value) ? (value as unknown[]) : [value])
      .map((one) => (typeof one === 'number' ? String(one) : one))
      .filter((one): one is string => typeof one === 'string' && one.trim() !== '')
      .map((one) => ({ type, value: one.trim() }));
  });
}

const isSame = (type: ContactType, a: string, b: string) => comparable(type, a) === comparable(type, b);

// A number may be written with or without the country code, and with any signs between its digits.
function comparable(type: ContactType, value: string): string {
  return type === 'phone' ? value.replace(/\D/g, '').slice(-10) : value.toLowerCase();
}

function isWellFormed(type: ContactType, value: string): boolean {
  if (type === 'email') return /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(value);
  const digits = value.replace(/\D/g, '');
  return digits.length >= 10 && digits.length <= 15 && /^[+\d\s().-]+$/.test(value);
}
