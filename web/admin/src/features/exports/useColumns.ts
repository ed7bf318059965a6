import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { meaningOf, useTraits } from '@/features/profiles/public';
import { useComputedLabels } from '@/features/segments/public';
import { useIdentifierTypes } from '@/lib/useIdentifierTypes';
import { columnKinds, columnsQuery, type Column } from './api';

/** What a column is called: by its name in a request, or as the server lists it. */
export function useColumnLabels(): (name: string) => string {
  const { t } = useTranslation('profiles');
  const traits = useTraits('person');
  const identifier = useIdentifierTypes();
  const computed = useComputedLabels();
  const { data } = useQuery(columnsQuery);
  return useCallback((name: string) => {
    const column = data?.find((one) => one.name === name);
    switch (column?.kind) {
      case 'own': return t(`columns.${column.of}`);
      case 'identifier': return identifier(column.of);
      case 'computed': return computed(column.of);
      default: return traits.label(name);
    }
  }, [data, t, traits, identifier, computed]);
}

/** All columns by kind, those that people look for first in front. */
export function useColumns(): { all: readonly Column[]; groups: { kind: Column['kind']; columns: Column[] }[] } {
  const { data } = useQuery(columnsQuery);
  const { order } = useTraits('person');
  return useMemo(() => {
    const all = data ?? [];
    return { all, groups: columnKinds.map((kind) => ({ kind, columns: all.filter((column) => column.kind === kind).toSorted((a, b) => (kind === 'trait' ? order(a.of, b.of) : 0)) })) };
  }, [data, order]);
}

const usual = new Set(['lastName', 'firstName', 'middleName', 'name', 'city']);

/** What a first file has: who it is, and how to reach them. */
export const usualColumns = (columns: readonly Column[]): string[] =>
  columns.filter(({ name, kind, of }) => name === 'id' || (kind === 'identifier' && (of === 'email' || of === 'phone')) || (kind === 'trait' && usual.has(meaningOf(of)))).map(({ name }) => name);
