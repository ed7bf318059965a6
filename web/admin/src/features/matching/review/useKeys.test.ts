import { expect, test } from 'vitest';
import { actOf } from './useKeys';

const key = (code: string, key: string, more: Partial<KeyboardEvent> = {}) => ({ code, key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, ...more });

test('keys are told by their place, so a Russian layout changes nothing', () => {
  expect(actOf(key('KeyS', 's'))).toBe('same');
  expect(actOf(key('KeyS', 'ы'))).toBe('same');
  expect(actOf(key('KeyD', 'в'))).toBe('different');
  expect(actOf(key('KeyZ', 'я'))).toBe('undo');
  expect(actOf(key('Digit3', '3'))).toBe('later');
});

test('help is where the layout has its question mark', () => {
  expect(actOf(key('Slash', '?', { shiftKey: true }))).toBe('help');
  expect(actOf(key('Digit7', '?', { shiftKey: true }))).toBe('help');
});

test('commands of the browser stay its own', () => {
  expect(actOf(key('KeyS', 's', { ctrlKey: true }))).toBeNull();
  expect(actOf(key('KeyZ', 'z', { metaKey: true }))).toBeNull();
});

test('a key that is held down decides once, and goes on as long as it is held', () => {
  expect(actOf(key('KeyS', 's', { repeat: true }))).toBeNull();
  expect(actOf(key('KeyJ', 'j', { repeat: true }))).toBe('next');
});
