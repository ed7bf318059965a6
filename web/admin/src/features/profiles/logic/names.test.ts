import { expect, test } from 'vitest';
import { cityOf, identifierText, initials, profileName } from './names';

const named = (traits: Record<string, unknown>, kind = 'person', identifiers: { type: string; value: string }[] = []) =>
  profileName({ kind, traits, identifiers: identifiers.map((one) => ({ ...one, masked: null, sources: [], firstSeen: '', lastSeen: '' })) });

test.each([
  [{ firstName: 'Анна', lastName: 'Иванова', middleName: 'Петровна' }, 'Иванова Анна Петровна'],
  [{ first_name: 'Ada', last_name: 'Lovelace' }, 'Ada Lovelace'],
  [{ 'Имя': 'Пётр', 'Фамилия': 'Орлов', 'Отчество': 'Ильич' }, 'Орлов Пётр Ильич'],
  [{ given_name: 'Ada', family_name: 'King' }, 'Ada King'],
  [{ fio: 'Орлов Пётр' }, 'Орлов Пётр'],
  [{ name: 'Ada King', firstName: 'Ada' }, 'Ada King'],
  [{ firstName: 'Анна' }, 'Анна'],
  [{ firstName: '  ', lastName: 'Иванова' }, 'Иванова'],
])('%o is called "%s"', (traits, text) => expect(named(traits)).toEqual({ text, from: 'traits' }));

test('a name that is no text is no name', () => expect(named({ name: 42, firstName: null, lastName: ['x'] })).toEqual({ text: '', from: 'nothing' }));

test('an account is called by its name, then by its company', () => {
  expect(named({ name: 'ООО «Юг»', company: 'Юг' }, 'account').text).toBe('ООО «Юг»');
  expect(named({ companyName: 'Юг' }, 'account').text).toBe('Юг');
});

test('without a name the identifier that people know best stands for it', () => {
  expect(named({}, 'person', [{ type: 'user_id', value: 'shop:7' }, { type: 'phone', value: '+79161234567' }])).toEqual({ text: '+7 916 123-45-67', from: 'identifier' });
  expect(named({}, 'person', [{ type: 'anonymous_id', value: 'x-1' }]).text).toBe('x-1');
});

test('a card number is read in fours', () => expect(identifierText({ type: 'card', value: '2200123412341234' })).toBe('2200 1234 1234 1234'));

test('a city may stand in an address', () => {
  expect(cityOf({ address: { city: 'Омск', street: 'Мира' } })).toBe('Омск');
  expect(cityOf({ city: 'Томск', address: { city: 'Омск' } })).toBe('Томск');
  expect(cityOf({ address: 'Омск, Мира 1' })).toBe('');
});

test('initials are letters, whatever stands before them', () => expect(initials('«юг» ооо x')).toBe('ЮО'));
