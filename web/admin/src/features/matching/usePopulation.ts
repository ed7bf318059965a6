import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { matchingQuery } from './public';
import type { Population } from './types';

/** Records from which a model learns; the server begins by itself when there are so many. */
export const recordsNeeded = 200;

export const populationKey = ({ entity, kind }: Population) => `${entity.id} ${kind}`;

/** The population that the address names, or the one with most to do. */
export function usePopulation() {
  const { data, error, refetch } = useQuery(matchingQuery);
  const [parameters, setParameters] = useSearchParams();
  const populations = data?.populations ?? [];
  const [entity, kind] = [parameters.get('entity'), parameters.get('kind')];
  const named = populations.find((one) => (entity === null || String(one.entity.id) === entity) && one.kind === (kind ?? 'person') && (entity !== null || kind !== null));
  const busiest = populations.toSorted((a, b) => Number(b.model !== null) - Number(a.model !== null) || b.queue.open - a.queue.open || b.records - a.records)[0];
  return {
    population: named ?? busiest,
    populations,
    index: data?.index,
    loading: data === undefined && !error,
    error: data === undefined ? error : null,
    retry: () => void refetch(),
    choose: (chosen: Population) => setParameters({ entity: String(chosen.entity.id), kind: chosen.kind }),
  };
}
