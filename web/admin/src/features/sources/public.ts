import { useQuery } from '@tanstack/react-query';
import { sourcesQuery } from '@/lib/workspace';

export { useKindName } from './useKindName';

/** Names of sources by key; the key itself while they are not known. */
export function useSourceNames(): (key: string) => string {
  const { data } = useQuery(sourcesQuery);
  return (key) => data?.find((source) => source.key === key)?.name ?? key;
}
