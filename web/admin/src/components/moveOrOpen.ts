import type { KeyboardEvent } from 'react';

/** Arrows go from row to row, Enter opens the one that has the focus. */
export function moveOrOpen(event: KeyboardEvent<HTMLElement>, open: () => void) {
  if (event.target !== event.currentTarget) return; // A button within the row.
  const row = event.currentTarget.closest('li, tr') ?? event.currentTarget;
  const to = event.key === 'ArrowDown' ? row.nextElementSibling : event.key === 'ArrowUp' ? row.previousElementSibling : null;
  const target = to?.matches('[tabindex]') ? to : to?.querySelector('[tabindex]');
  if (target instanceof HTMLElement) target.focus();
  else if (event.key === 'Enter') open();
  else return;
  event.preventDefault();
}
