import { useVirtualizer } from '@tanstack/react-virtual';
import { Grid, Skeleton } from 'antd';
import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { usePages } from '@/lib/usePages';
import { usePrefetch, useSourceNames, type ProfilesPageAnswer } from '../queries';
import type { ProfileKind, ProfileSummary } from '../types';
import { useTraits } from '../useTraits';
import { Cell, columnWidth, useColumnTitle } from './cells';
import styles from './list.module.css';

const rowHeight = { wide: 38, narrow: 66 };

/** How near the end of what is loaded the next page is asked for, in rows. */
const aheadRows = 40;

interface ProfileGridProps {
  ref: Ref<{ focus: () => void; open: () => void }>;
  columns: string[];
  kind: ProfileKind | null;
  pages: ReturnType<typeof usePages<ProfilesPageAnswer, string>>;
}

/** Rows of which only those in view exist, so that a list of any length scrolls alike. Arrows move, Enter opens. */
export function ProfileGrid({ ref, columns, kind, pages }: ProfileGridProps) {
  const { t } = useTranslation('profiles');
  const titleOf = useColumnTitle(kind);
  const isWide = Grid.useBreakpoint().md ?? true;
  const scroller = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const { items, hasMore, loadingMore, loadMore } = pages;
  const [active, setActive] = useState(0);
  const height = isWide ? rowHeight.wide : rowHeight.narrow;
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser's own state is what makes it move
  const virtual = useVirtualizer({ count: items.length + (hasMore ? 3 : 0), getScrollElement: () => scroller.current, estimateSize: () => height, overscan: 12, getItemKey: (index) => items[index]?.id ?? index });
  useEffect(() => virtual.measure(), [height, virtual]);
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  // A page of a filtered list may be empty and have a next one, so this asks again after each.
  useEffect(() => { if (hasMore && !loadingMore && last >= items.length - aheadRows) loadMore(); }, [hasMore, loadingMore, last, items.length, loadMore]);

  const at = Math.min(active, Math.max(0, items.length - 1));
  const focusRow = (index: number) => {
    const next = Math.max(0, Math.min(items.length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
    // The row may have to be made first.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true }));
  };
  const open = (index: number) => { if (items[index]) void navigate(`/profiles/${items[index].id}`); };
  useImperativeHandle(ref, () => ({ focus: () => focusRow(at), open: () => open(at) }));
  const move: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -items.length, End: items.length };
  const press = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.index === undefined) return;
    const by = move[event.key];
    if (by !== undefined) focusRow(at + by);
    else if (event.key === 'Enter') open(at);
    else return;
    event.preventDefault();
  };
  const template = isWide ? columns.map(columnWidth).join(' ') : undefined;
  return (
    // Rows take the focus one at a time; the grid itself only listens.
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus
    <div ref={scroller} role="grid" aria-label={t('list.rows')} aria-rowcount={hasMore ? -1 : items.length + 1} aria-busy={pages.loading || pages.stale || loadingMore} className={styles.grid} data-stale={pages.stale} onKeyDown={press}>
      <div className={styles.sheet} style={isWide ? { gridTemplateColumns: template, minWidth: minimum(columns) } : undefined}>
        <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: template }}>
          {columns.map((column) => <span key={column} role="columnheader">{titleOf(column)}</span>)}
        </div>
        {pages.loading && items.length === 0 ? <SkeletonRows columns={columns.length} template={template} /> : (
          <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
            {rows.map((row) => {
              const profile = items[row.index];
              const place = { transform: `translateY(${row.start}px)`, height, gridTemplateColumns: template };
              return profile
                ? <Row key={row.key} profile={profile} columns={columns} index={row.index} isActive={row.index === at} style={place} onFocus={() => setActive(row.index)} onOpen={() => open(row.index)} />
                : <div key={row.key} className={styles.row} style={place} role="presentation">{columns.map((column) => <span key={column} className={styles.ghost} />)}</div>;
            })}
          </div>
        )}
      </div>
    </div>
  );
}

const minimum = (columns: string[]) => columns.reduce((sum, column) => sum + Number(/minmax\((\d+)px/.exec(columnWidth(column))?.[1] ?? 120), 24);

interface RowProps {
  profile: ProfileSummary;
  columns: string[];
  index: number;
  isActive: boolean;
  style: React.CSSProperties;
  onFocus: () => void;
  onOpen: () => void;
}

function Row({ profile, columns, index, isActive, style, onFocus, onOpen }: RowProps) {
  const prefetch = usePrefetch();
  const traits = useTraits(profile.kind as ProfileKind);
  const sourceName = useSourceNames();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const rest = () => { timer.current = setTimeout(() => prefetch(profile.id), 90); };
  return (
    // The grid listens for keys; see ProfileGrid.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div role="row" aria-rowindex={index + 2} data-index={index} tabIndex={isActive ? 0 : -1} className={styles.row} style={style} onFocus={onFocus} onPointerEnter={rest} onPointerLeave={() => clearTimeout(timer.current)}
      onClick={(event) => {
        // A person who marks text to copy it, or follows the link itself, does not want this.
        if ((globalThis.getSelection()?.toString() ?? '') === '' && !(event.target as HTMLElement).closest('a')) onOpen();
      }}>
      {columns.map((column) => <span key={column} role="gridcell" className={styles.cell} data-column={column} translate={column === 'kind' || column === 'updatedAt' || column === 'createdAt' ? undefined : 'no'}><Cell column={column} profile={profile} traits={traits} sourceName={sourceName} /></span>)}
    </div>
  );
}

function SkeletonRows({ columns, template }: { columns: number; template: string | undefined }) {
  return (
    <div className={styles.rows} aria-hidden="true">
      {Array.from({ length: 14 }, (_, row) => (
        <div key={row} className={styles.skeleton} style={{ gridTemplateColumns: template }}>
          {Array.from({ length: columns }, (_, at) => <Skeleton.Node key={at} active className={styles.skeletonCell} />)}
        </div>
      ))}
    </div>
  );
}
