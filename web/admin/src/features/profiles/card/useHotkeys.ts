import { useEffect } from 'react';

/** Single keys put the cursor into a field that names its key: `<textarea data-hotkey="n">`. Not while somebody types, nor under a window. */
export function useHotkeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target) || document.querySelector('[role=dialog]')) return;
      // By place on the keyboard, so that it works in a Russian layout too.
      const key = event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.key;
      const field = document.querySelector<HTMLElement>(`[data-hotkey="${CSS.escape(key)}"]`);
      if (!field) return;
      event.preventDefault();
      if (field instanceof HTMLButtonElement) field.click();
      else field.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
