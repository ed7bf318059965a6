import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { segmentsQuery } from './api';

/** What a segment is called; one that is no more by its key. */
export function useSegmentNames(): (key: string) => string {
  const { data } = useQuery(segmentsQuery);
  return useCallback((key: string) => data?.find((segment) => segment.key === key)?.name ?? key, [data]);
}
