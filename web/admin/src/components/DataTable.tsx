import { Button, Checkbox, Popover, Table, Tooltip, type TableProps } from 'antd';
import { SettingOutlined } from '@ant-design/icons';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './EmptyState';
import { ErrorState } from './ErrorState';
import { More } from './More';
import { Bones } from './Panel';
import { RowCards } from './RowCards';
import { moveOrOpen } from './moveOrOpen';
import { useNarrow } from './useNarrow';
import styles from './components.module.css';

export interface DataColumn<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  /** Pixels; without it the column takes what is left. */
  width?: number;
  align?: 'left' | 'right';
  /** Not shown until chosen. */
  hidden?: boolean;
  /** Cannot be put away. */
  fixed?: boolean;
  ellipsis?: boolean;
  /** Holds what people or systems wrote, which is not to be translated. */
  data?: boolean;
}

export interface DataTableProps<T> {
  /** What the table holds, for screen readers. */
  label: string;
  columns: DataColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  loading?: boolean;
  error?: unknown;
  onRetry?: () => void;
  /** A click on a row or Enter on it. */
  onOpen?: (row: T) => void;
  hasMore?: boolean;
  loadingMore?: boolean;
  onMore?: () => void;
  stale?: boolean;
  /** Name under which the choice of columns is kept in this browser; without it there is no choice. */
  chooser?: string;
  /** To the left of the choice of columns. */
  tools?: ReactNode;
  empty?: ReactNode;
  /** Pixels that the table needs before it scrolls sideways; by default what its columns do. */
  minWidth?: number;
  expandedRow?: (row: T) => ReactNode;
}

/** A dense table: head that stays, arrows from row to row, Enter opens, more rows when its end comes into view, columns by choice. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { t } = useTranslation();
  const [shown, setShown] = useShownColumns(props.columns, props.chooser);
  const narrow = useNarrow();
  const frame = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(topBarHeight);
  useLayoutEffect(() => { if (frame.current?.closest('.ant-drawer-body, .ant-modal-body')) setAbove(0); }, []);
  // What scrolls sideways must be reachable without a mouse; AntD does not see to it.
  useEffect(() => {
    for (const body of frame.current?.querySelectorAll('.ant-table-body') ?? []) {
      if (body.scrollWidth > body.clientWidth) body.setAttribute('tabindex', '0');
      else body.removeAttribute('tabindex');
    }
  });
  if (props.error && props.rows.length === 0) return <ErrorState error={props.error} onRetry={props.onRetry} compact />;
  const chosen = props.columns.filter((column) => shown.includes(column.key));
  // Columns without a width of their own keep room for a name before the table scrolls sideways.
  const minWidth = props.minWidth ?? chosen.reduce((sum, column) => sum + (widthOf(column) ?? 180), 0);
  const empty = props.empty ?? <EmptyState compact title={t('table.empty')} />;
  const columns: TableProps<T>['columns'] = chosen.map((column) => ({
    key: column.key, title: column.title, width: widthOf(column), align: column.align, className: column.align === 'right' ? styles.number : undefined, ellipsis: column.ellipsis, onCell: column.data ? untranslated : undefined, render: (_: unknown, row: T) => column.render(row),
  }));
  return (
    <div ref={frame} className={styles.table} aria-busy={props.loading}>
      {(props.tools ?? props.chooser) && (
        <div className={styles.tableTools}>
          {props.tools}
          {props.chooser && <ColumnChooser columns={props.columns} shown={shown} onChange={setShown} />}
        </div>
      )}
      {narrow && !props.loading && props.rows.length === 0 ? empty : narrow && props.rows.length > 0 ? <RowCards {...props} columns={chosen} /> : <Table<T> size="small" aria-label={props.label} columns={columns} dataSource={[...props.rows]} rowKey={props.rowKey} pagination={false}
        className={props.stale ? styles.stale : undefined} sticky={{ offsetHeader: above }} scroll={{ x: minWidth }}
        expandable={props.expandedRow ? { expandedRowRender: props.expandedRow } : undefined}
        locale={{ emptyText: props.loading ? <Bones lines={8} /> : empty }}
        onRow={props.onOpen ? (row) => ({ tabIndex: 0, className: styles.opens, onClick: () => { if (!selecting()) props.onOpen?.(row); }, onKeyDown: (event: KeyboardEvent<HTMLElement>) => moveOrOpen(event, () => props.onOpen?.(row)) }) : undefined} />}
      {props.hasMore && <More label={t('table.more')} count={props.rows.length} loading={props.loadingMore} onMore={props.onMore} />}
    </div>
  );
}

/** Pixels that a letter of a head takes in the widest of the fonts, and that a cell has around its text. */
const [letterWidth, cellPadding] = [10, 30];

/** The width asked for, or more where the longest word of the head would be broken in its middle. */
function widthOf({ title, width }: { title: string; width?: number }): number | undefined {
  return width === undefined ? undefined : Math.max(width, letterWidth * Math.max(...title.split(/\s+/).map((word) => word.length)) + cellPadding);
}

/** Pixels of the bar under which the head of a table stays; a window over the page has none. */
const topBarHeight = 52;

const untranslated = () => ({ translate: 'no' as const });

// A person who marks text in a row to copy it does not want to go away.
const selecting = () => (globalThis.getSelection()?.toString() ?? '') !== '';

function useShownColumns<T>(columns: DataColumn<T>[], chooser?: string): [string[], (keys: string[]) => void] {
  const storageKey = `kartoteka.columns.${chooser}`;
  const [chosen, setChosen] = useState<string[] | null>(() => {
    const stored = chooser ? localStorage.getItem(storageKey) : null;
    return stored === null ? null : stored.split(',');
  });
  const shown = columns.filter((column) => (column.fixed ?? false) || (chosen ? chosen.includes(column.key) : !column.hidden)).map((column) => column.key);
  return [shown, (keys) => {
    setChosen(keys);
    localStorage.setItem(storageKey, keys.join(','));
  }];
}

function ColumnChooser<T>({ columns, shown, onChange }: { columns: DataColumn<T>[]; shown: string[]; onChange: (keys: string[]) => void }) {
  const { t } = useTranslation();
  const list = (
    <Checkbox.Group value={shown} onChange={onChange} className={styles.columns}>
      {columns.filter((column) => column.title).map((column) => <Checkbox key={column.key} value={column.key} disabled={column.fixed}>{column.title}</Checkbox>)}
    </Checkbox.Group>
  );
  return (
    <Popover content={list} trigger="click" placement="bottomRight">
      <Tooltip title={t('table.columns')}><Button type="text" icon={<SettingOutlined />} aria-label={t('table.columns')} /></Tooltip>
    </Popover>
  );
}
