import { expect, test } from 'vitest';
import { contactsOf } from './contacts';
import { profileOf } from './testing';

const identifier = (type: string, value: string, lastSeen = '2026-01-01T00:00:00Z', masked = false) => ({ type, value, sources: ['shop'], firstSeen: lastSeen, lastSeen, masked });
const record = (traits: Record<string, unknown>, source = 'crm') => ({ source, externalId: 'r', traits, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' });

test('the number that the rules chose comes first, however it is spelled', () => {
  const profile = profileOf({ traits: { phone: '8 (916) 123-45-67' }, identifiers: [identifier('phone', '+79990000000', '2026-02-01T00:00:00Z'), identifier('phone', '+79161234567')] });
  expect(contactsOf(profile).map(({ text, main }) => [text, main])).toEqual([['+7 916 123-45-67', true], ['+7 999 000-00-00', false]]);
  expect(contactsOf(profile)[0]?.value).toBe('+79161234567');
});

test('what a source gave for a number and is none is shown as wrong, with its source', () => {
  const contacts = contactsOf(profileOf({ records: [record({ phone: '12-34' }), record({ phone: '12-34' }, 'till')] }));
  expect(contacts).toMatchObject([{ text: '12-34', state: 'invalid', sources: ['crm', 'till'] }]);
});

test('a well-formed number that identifies nobody is told from a wrong one', () => {
  expect(contactsOf(profileOf({ records: [record({ mobile: '+7 916 000-00-00' }), record({ email: 'info@shop.example' })] })).map((contact) => contact.state)).toEqual(['unused', 'unused']);
});

test('phones come before e-mails and wrong ones last', () => {
  const profile = profileOf({ identifiers: [identifier('email', 'a@b.example'), identifier('phone', '+79161234567')], records: [record({ phone: 'x' })] });
  expect(contactsOf(profile).map((contact) => contact.text)).toEqual(['+7 916 123-45-67', 'a@b.example', 'x']);
});

test('a masked value is not mistaken for a wrong one', () => {
  const profile = profileOf({ traits: { phone: '+7 916 •••-••-67' }, identifiers: [identifier('phone', '+7 916 •••-••-67', undefined, true)], records: [record({ phone: '+7 916 •••-••-67' })] });
  expect(contactsOf(profile)).toMatchObject([{ state: 'valid', masked: true }]);
});
