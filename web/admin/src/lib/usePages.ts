import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { useMemo } from 'react';

/** A page as the API's lists give it, with the rows under one name; may say more of the whole (totals, `asOf`). */
interface ItemsPage<T, Cursor> {
  items: readonly T[];
  /** Cursor of the next page; null on the last. */
  next: Cursor | null;
}

/** What {@link usePages} asks, for who asks ahead. */
export const pagesOptions = <P extends ItemsPage<unknown, Cursor>, Cursor extends string | number>(queryKey: QueryKey, load: (cursor: Cursor | undefined, signal: AbortSignal) => Promise<P>) => infiniteQueryOptions({
  queryKey,
  queryFn: ({ pageParam, signal }) => load(pageParam as Cursor | undefined, signal),
  initialPageParam: undefined as Cursor | undefined,
  getNextPageParam: (page: P) => page.next,
});

/**
 * A list that grows page by page. Changing `queryKey` (a filter) keeps the old rows on the screen until the new ones are there.
 * `load` gets no cursor for the first page.
 */
export function usePages<P extends ItemsPage<unknown, Cursor>, Cursor extends string | number>(
  queryKey: QueryKey,
  load: (cursor: Cursor | undefined, signal: AbortSignal) => Promise<P>,
  options: { enabled?: boolean; refetchIntervalMs?: number; /** Keeps the rows as they came until the list is left: for one who works through them. */ still?: boolean } = {},
) {
  const query = useInfiniteQuery({
    ...pagesOptions(queryKey, load),
    placeholderData: keepPreviousData,
    enabled: options.enabled,
    refetchInterval: options.refetchIntervalMs,
    ...(options.still && { staleTime: Infinity, gcTime: 0 }),
  });
  const items = useMemo(() => query.data?.pages.flatMap((page): P['items'][number][] => [...page.items]) ?? [], [query.data]);
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
