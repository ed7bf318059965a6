import type { Behind, ChartShape } from '@/components/charts/types';

/** A number or a text of an answer, and the people behind it. */
export interface Value {
  text: string;
  behind?: Behind;
  /** Written by people or systems, and not to be translated. */
  isData?: boolean;
  tone?: 'good' | 'warn' | 'bad';
  /** A part of the whole, 0 to 1, drawn beside. */
  share?: number | null;
}

export interface Figure {
  label: string;
  value: Value;
  note?: string;
}

export interface TableShape {
  label: string;
  columns: { key: string; title: string; isNumber?: boolean; width?: number; /** Stays where a tile has room for few. */ isMain?: boolean }[];
  /** A row's first value names it. */
  rows: { key: string; values: Readonly<Record<string, Value>> }[];
}

/** What is shown of an answer: the numbers that answer first, charts, and tables that say the same in full. */
export interface Shape {
  figures: Figure[];
  charts: { title?: string; text?: string; chart: ChartShape }[];
  tables: TableShape[];
}

/** All people of the report, without a cell. */
export const everybody: Behind = {};

/** A number of so many, which opens when there is somebody behind it. */
export const opens = (value: string, people: number, behind: Behind): Value => ({ text: value, behind: people > 0 ? behind : undefined });

export const text = (value: string): Value => ({ text: value });
export const data = (value: string): Value => ({ text: value, isData: true });

/** How dark a cell is among others of which the greatest is `most`; a root, so that the small ones are seen too. */
export const weightOf = (value: number, most: number): number => (most > 0 && value > 0 ? Math.sqrt(value / most) : 0);
