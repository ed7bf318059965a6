import { keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { useMemo } from 'react';

/** A page as the API's lists give it, with the items under one name. */
export interface ItemsPage<T> {
  items: T[];
  /** Cursor of the next page; null on the last. */
  next: string | number | null;
}

/**
 * A list that grows page by page. Changing `queryKey` (a filter) keeps the old rows on the screen until the new ones are there.
 * `load` gets null for the first page.
 */
export function usePages<T, P extends ItemsPage<T> = ItemsPage<T>>(
  queryKey: QueryKey,
  load: (cursor: string | number | null, signal: AbortSignal) => Promise<P>,
  options: { enabled?: boolean; refetchIntervalMs?: number } = {},
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: null as string | number | null,
    getNextPageParam: (page: P) => page.next,
    placeholderData: keepPreviousData,
    enabled: options.enabled,
    refetchInterval: options.refetchIntervalMs,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return {
    items,
    /** The first page, with what a list says of the whole (totals, `asOf`). */
    first: query.data?.pages[0],
    error: query.error,
    loading: query.isPending && query.fetchStatus !== 'idle',
    loadingMore: query.isFetchingNextPage,
    /** True while rows of an earlier filter are shown. */
    stale: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    retry: () => void query.refetch(),
  };
}
