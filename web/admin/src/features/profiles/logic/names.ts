import { formatPhone } from '@/lib/format/phone';
import type { Identifier } from '../types';

/** What a trait's name means, whatever the sender's way to spell it: `first_name`, `firstName` and `First Name` are one. */
export function meaningOf(trait: string): string {
  const plain = trait.toLowerCase().replace(/[\s_.-]/g, '');
  return meanings.get(plain) ?? plain;
}

const meanings = new Map(
  Object.entries({
    firstName: 'firstname givenname fname имя',
    lastName: 'lastname surname familyname lname фамилия',
    middleName: 'middlename patronymic secondname отчество',
    name: 'name fullname displayname fio фио',
    company: 'company companyname organization organisation organizationname компания организация',
    phone: 'phone phonenumber phones mobile mobilephone cellphone homephone workphone tel telephone телефон',
    email: 'email emails emailaddress mail workemail почта',
    city: 'city town город',
    address: 'address адрес',
    birthday: 'birthday birthdate dateofbirth dob датарождения',
    gender: 'gender sex пол',
    age: 'age возраст',
    title: 'title jobtitle position должность',
    website: 'website site сайт',
    username: 'username login логин',
    card: 'card cardnumber loyaltycard карта',
    inn: 'inn инн',
    country: 'country страна',
    createdAt: 'createdat',
    description: 'description описание',
    avatar: 'avatar',
    employees: 'employees',
    industry: 'industry отрасль',
    plan: 'plan тариф',
  }).flatMap(([meaning, spellings]) => spellings.split(' ').map((spelling) => [spelling, meaning] as const)),
);

/** Meanings for which the screens have words of their own; see `traitNames` of the locales. */
export const knownMeanings: ReadonlySet<string> = new Set(meanings.values());

/** The first text among traits that mean this. */
export function textOf(traits: Readonly<Record<string, unknown>>, meaning: string): string {
  for (const [name, value] of Object.entries(traits)) {
    if (meaningOf(name) === meaning && typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return '';
}

export interface ProfileName {
  /** Empty when there is nothing to call the profile by. */
  text: string;
  /** `identifier`: nobody told a name, and this is how the profile is known instead. */
  from: 'traits' | 'identifier' | 'nothing';
}

interface Named {
  kind: string;
  traits: Readonly<Record<string, unknown>>;
  identifiers: readonly Identifier[];
}

/**
 * How a profile is called. A person by the parts of a name, Russian names with the family name first, as lists of people have it; if a
 * part is missing, by a full name. An account by its name. Without either, by the identifier that people recognise best.
 */
export function profileName(profile: Named): ProfileName {
  const text = profile.kind === 'account' ? accountName(profile.traits) : personName(profile.traits);
  if (text !== '') return { text, from: 'traits' };
  const identifier = bestIdentifier(profile.identifiers);
  return identifier ? { text: identifierText(identifier), from: 'identifier' } : { text: '', from: 'nothing' };
}

function accountName(traits: Named['traits']): string {
  return textOf(traits, 'name') || textOf(traits, 'company') || textOf(traits, 'title');
}

function personName(traits: Named['traits']): string {
  const [first, middle, last] = [textOf(traits, 'firstName'), textOf(traits, 'middleName'), textOf(traits, 'lastName')];
  const full = textOf(traits, 'name');
  if (full && (!first || !last)) return full;
  const isCyrillic = /\p{Script=Cyrillic}/u.test(last || first);
  return (isCyrillic ? [last, first, middle] : [first, middle, last]).filter((part) => part !== '').join(' ');
}

const wellKnown = ['email', 'phone', 'card', 'inn', 'user_id', 'group_id'];

function bestIdentifier(identifiers: readonly Identifier[]): Identifier | undefined {
  for (const type of wellKnown) {
    const found = identifiers.find((identifier) => identifier.type === type);
    if (found) return found;
  }
  return identifiers[0];
}

/** An identifier's value as people read it. */
export function identifierText({ type, value }: { type: string; value: string }): string {
  if (type === 'phone') return formatPhone(value);
  if (type === 'card') return value.replace(/(?<=^\d*)(?=(\d{4})+$)/g, ' ').trim();
  return value;
}

/** The city, told by itself or within an address. */
export function cityOf(traits: Readonly<Record<string, unknown>>): string {
  const city = textOf(traits, 'city');
  if (city) return city;
  for (const [name, value] of Object.entries(traits)) {
    if (meaningOf(name) === 'address' && typeof value === 'object' && value !== null) return textOf(value as Record<string, unknown>, 'city');
  }
  return '';
}

/** Up to two letters to stand for a profile. */
export function initials(name: string): string {
  return name.split(/\s+/).slice(0, 2).map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '').join('').toUpperCase();
}

/** The end of a profile's id, by which people tell two apart: ids made at one time begin alike. */
export const shortId = (id: string) => `…${id.slice(-8)}`;
