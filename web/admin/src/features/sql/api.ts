import { queryOptions } from '@tanstack/react-query';
import { address, api, body, call } from '@/lib/api/client';

/** A value as the answer has it: JSON, in the types of the store. */
export type Cell = string | number | boolean | null | object;

export interface Answer {
  columns: { name: string; type: string }[];
  rows: Cell[][];
  rowCount: number;
  truncated: boolean;
  elapsedMs: number;
  asOf: number;
  isComplete: boolean;
}

/** Rows that the screen shows; a file has more. */
export const rowsShown = 1000;

/** Longest link that the server and what stands before it take for sure. */
const linkLengthMax = 7000;

export const ask = (sql: string, signal: AbortSignal) => call<Answer>('/api/sql', { sql, limit: rowsShown }, { signal });

/** The link to an answer as a file; null when the text is too long for one. */
export function fileOf(sql: string, format: 'csv' | 'jsonl'): string | null {
  const link = address('/api/sql', { query: sql, format });
  return link.length <= linkLengthMax ? link : null;
}

export const viewsQuery = queryOptions({ queryKey: ['sql', 'views'], queryFn: ({ signal }) => body(api.GET('/api/sql/views', { signal })) });

export const savedQuery = queryOptions({ queryKey: ['sql', 'queries'], queryFn: ({ signal }) => body(api.GET('/api/sql/queries', { signal })) });
