/** What stands behind a number, in the words of who draws it; a number that has it can be opened. */
export type Behind = Readonly<Record<string, string>>;

/** Bars from left to right, one a line: things without an order of their own. */
export interface BarsShape {
  kind: 'bars';
  label: string;
  /** What a bar and the mark upon it are, where there are marks. */
  legend?: { value: string; before: string };
  items: { key: string; label: string; /** Written by people or systems. */ isData?: boolean; value: number; text: string; /** The same of an earlier time. */ before?: number; note?: string; behind?: Behind }[];
}

/** Values over time. */
export interface PlotShape {
  kind: 'plot';
  label: string;
  points: { key: string; /** Under the axis. */ label: string; /** In full. */ name: string; isUnfinished?: boolean; behind?: Behind }[];
  series: { name: string; values: readonly (number | null)[]; texts: readonly string[]; style: 'columns' | 'line' | 'dashed' }[];
  /** What a value of the axis is written as. */
  axis: (value: number) => string;
  /** Values of the axis are whole. */
  isWhole?: boolean;
}

/** Cells by rows and columns, darker where there is more. */
export interface GridShape {
  kind: 'grid';
  label: string;
  /** What the rows and the columns are, in the corner. */
  corner: string;
  columns: { key: string; label: string; isData?: boolean; note?: string }[];
  rows: { key: string; label: string; isData?: boolean; note?: string; cells: (GridCell | null)[] }[];
  /** Cells are high enough for a second line. */
  isTall?: boolean;
}

export interface GridCell {
  text: string;
  /** Second line; left out on a telephone. */
  note?: string;
  isNoteData?: boolean;
  /** Under the pointer and for screen readers. */
  name: string;
  /** 0 to 1: how dark. */
  weight: number;
  /** Drawn as not certain yet. */
  isUnfinished?: boolean;
  behind?: Behind;
}

/** Steps of which each has fewer people than the one before. */
export interface FunnelShape {
  kind: 'funnel';
  label: string;
  steps: { key: string; label: string; isData?: boolean; /** 0 to 1. */ share: number; text: string; note: string; behind?: Behind; stopped?: { text: string; behind: Behind }; time?: string }[];
}

export type ChartShape = BarsShape | PlotShape | GridShape | FunnelShape;
