import { useEffect, useEffectEvent } from 'react';

export type Act = 'same' | 'different' | 'later' | 'undo' | 'next' | 'previous' | 'openFirst' | 'openSecond' | 'help';

/** Keys by their place on the keyboard, so that they work in any layout: S is also Ы. */
export const codes: Readonly<Record<string, Act>> = {
  Digit1: 'same', Numpad1: 'same', KeyS: 'same', Digit2: 'different', Numpad2: 'different', KeyD: 'different', Digit3: 'later', Numpad3: 'later', KeyL: 'later',
  KeyZ: 'undo', Backspace: 'undo', KeyJ: 'next', ArrowRight: 'next', KeyK: 'previous', ArrowLeft: 'previous', KeyQ: 'openFirst', KeyW: 'openSecond',
};

/** What a key asks for; null for a key that is somebody else's. */
export function actOf(event: Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat'>): Act | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  // The question mark is on another key in each layout.
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) return 'help';
  const act = codes[event.code];
  if (!act || event.shiftKey) return null;
  // Who leans on a key does not decide a hundred pairs; who wants to look through them may.
  return event.repeat && act !== 'next' && act !== 'previous' ? null : act;
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target instanceof HTMLInputElement && !/^(radio|checkbox|button)$/.test(target.type)) || target.getAttribute('role') === 'combobox');

/** Calls `act` at a key of the review, unless somebody types or a window is open. */
export function useKeys(act: (what: Act) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const what = actOf(event);
    if (!what || event.defaultPrevented || typing(event.target) || document.querySelector('[role=dialog]')) return;
    event.preventDefault();
    act(what);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
