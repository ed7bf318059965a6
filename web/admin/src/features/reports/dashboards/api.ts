import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, read } from '@/lib/api/client';
import type { Values } from '../logic/parameters';
import type { ReportName } from '../types';

/** How a tile shows its report. */
export const charts = ['bar', 'line', 'grid', 'table', 'number'] as const;
export type TileChart = (typeof charts)[number];

export interface Tile {
  report: ReportName;
  parameters: Values;
  /** Null for the report's own name. */
  title: string | null;
  chart: TileChart;
  /** Columns of twelve. */
  width: number;
}

export interface Dashboard {
  key: string;
  name: string;
  tiles: Tile[];
  version: number;
  isBuiltIn: boolean;
  updatedAt: string | null;
  updatedBy: string | null;
}

export const tilesMax = 30;

export const dashboardsQuery = queryOptions({
  queryKey: ['dashboards'],
  queryFn: async ({ signal }) => (await read<{ dashboards: Dashboard[] }>('/api/dashboards', signal)).dashboards,
});

/** Makes a dashboard (version null) or changes it; refused when somebody else has changed it since. */
export function useSaveDashboard() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, name, tiles, version }: Pick<Dashboard, 'key' | 'name' | 'tiles'> & { version: number | null }) => version === null
      ? call<Dashboard>('/api/dashboards', { key, name, tiles })
      : call<Dashboard>(`/api/dashboards/${encodeURIComponent(key)}`, { name, tiles, version }, { method: 'PUT' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['dashboards'] }),
  });
}

export function useRemoveDashboard() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (key: string) => call(`/api/dashboards/${encodeURIComponent(key)}`, undefined, { method: 'DELETE' }), onSuccess: () => queries.invalidateQueries({ queryKey: ['dashboards'] }) });
}
