import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, read } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { listsOf, queryOf, valuesOf, type Values } from '../logic/parameters';
import type { ReportName } from '../types';

/** How a tile shows its report. */
export const charts = ['bar', 'line', 'grid', 'table', 'number'] as const;
export type TileChart = (typeof charts)[number];

type Schemas = components['schemas'];

/** A tile with its report's parameters as the screens have them; `title` is null for the report's own name, `width` in columns of twelve. */
export type Tile = Pick<Schemas['DashboardTile'], 'title'> & { report: ReportName; parameters: Values; chart: TileChart; width: number };

export type Dashboard = Omit<Schemas['DashboardView'], 'tiles'> & { tiles: Tile[] };

export const tilesMax = 30;

export const dashboardsQuery = queryOptions({
  queryKey: ['dashboards'],
  queryFn: async ({ signal }) => (await read<{ dashboards: Dashboard[] }>('/api/dashboards', signal)).dashboards.map((one) => ({ ...one, tiles: one.tiles.map((tile) => ({ ...tile, parameters: valuesOf(tile.report, queryOf(tile.parameters)) })) })),
});

/** Makes a dashboard (version null) or changes it; refused when somebody else has changed it since. */
export function useSaveDashboard() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, name, version, ...dashboard }: Pick<Dashboard, 'key' | 'name' | 'tiles'> & { version: number | null }) => {
      // The server keeps each parameter as a list.
      const tiles = dashboard.tiles.map(({ report, parameters, title, chart, width }) => ({ report, parameters: listsOf(parameters), title, chart, width }));
      return version === null ? call<Dashboard>('/api/dashboards', { key, name, tiles }) : call<Dashboard>(`/api/dashboards/${encodeURIComponent(key)}`, { name, tiles, version }, { method: 'PUT' });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['dashboards'] }),
  });
}

export function useRemoveDashboard() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (key: string) => call(`/api/dashboards/${encodeURIComponent(key)}`, undefined, { method: 'DELETE' }), onSuccess: () => queries.invalidateQueries({ queryKey: ['dashboards'] }) });
}
