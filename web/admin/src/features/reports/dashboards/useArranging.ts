import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { tileAt, widthOf } from './tiles';

interface Arranging {
  onMove: (from: number, to: number) => void;
  onWidth: (at: number, width: number) => void;
}

/** Tiles dragged to another place, and their edge to another width, by pointer. The keys have buttons of their own. */
export function useArranging(arranging: Arranging) {
  const list = useRef<HTMLUListElement>(null);
  const latest = useRef(arranging);
  useEffect(() => { latest.current = arranging; });
  const [dragged, setDragged] = useState<{ what: 'move' | 'width'; at: number } | null>(null);
  useEffect(() => {
    if (!dragged) return;
    const { what, at } = dragged;
    const places = () => [...(list.current?.children ?? [])].map((tile) => tile.getBoundingClientRect());
    const go = (event: globalThis.PointerEvent) => {
      const all = places();
      if (what === 'width') {
        latest.current.onWidth(at, widthOf((event.clientX - all[at]!.left) / list.current!.getBoundingClientRect().width));
        return;
      }
      const over = tileAt(all, event.clientX, event.clientY);
      if (over < 0 || over === at) return;
      latest.current.onMove(at, over);
      setDragged({ what, at: over });
    };
    const end = () => setDragged(null);
    // Of the window: the handle itself moves with its tile, and would lose a captured pointer.
    globalThis.addEventListener('pointermove', go);
    globalThis.addEventListener('pointerup', end);
    globalThis.addEventListener('pointercancel', end);
    return () => {
      globalThis.removeEventListener('pointermove', go);
      globalThis.removeEventListener('pointerup', end);
      globalThis.removeEventListener('pointercancel', end);
    };
  }, [dragged]);
  const handle = (what: 'move' | 'width', at: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      setDragged({ what, at });
    },
  });
  return { list, dragged: dragged?.at ?? null, handle };
}
