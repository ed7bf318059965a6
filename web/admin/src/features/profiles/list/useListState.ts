import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { cleanColumns, defaultColumns } from '../logic/columns';
import { readState, writeState, type ListState } from '../logic/filters';

const columnsKey = 'kartoteka.profiles.columns';

/** What the list shows: search and filters from the address, columns as this browser remembers them. */
export function useListState() {
  const [parameters, setParameters] = useSearchParams();
  const state = useMemo(() => readState(parameters), [parameters]);
  const view = parameters.get('view');
  const change = useCallback((next: Partial<ListState>, nextView?: string | null) => setParameters((known) => {
    const written = writeState({ ...readState(known), ...next });
    const kept = nextView === undefined ? known.get('view') : nextView;
    if (kept) written.set('view', kept);
    return written;
  }, { replace: true }), [setParameters]);

  const [columns, setColumns] = useState(() => {
    const stored = localStorage.getItem(columnsKey);
    return stored === null ? defaultColumns : cleanColumns(stored.split('\n'));
  });
  const changeColumns = useCallback((next: string[]) => {
    setColumns(cleanColumns(next));
    localStorage.setItem(columnsKey, next.join('\n'));
  }, []);
  return { state, view, change, columns, changeColumns };
}
