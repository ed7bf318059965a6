import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ErrorState';
import { Bones, Panel } from '@/components/Panel';
import { viewsQuery } from './api';
import styles from './sql.module.css';

/** What can be asked: views and their columns; a click puts the name into the text. */
export function Views({ onPick }: { onPick: (word: string) => void }) {
  const { t, i18n } = useTranslation('sql');
  const { data, isPending, error, refetch } = useQuery(viewsQuery);
  return (
    <Panel title={t('views')} dense>
      {isPending && <Bones />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} compact />}
      {data?.views.map((view) => (
        <details key={view.name} className={styles.view}>
          <summary translate="no">{view.name}</summary>
          {i18n.exists(`view.${view.name}`, { ns: 'sql' }) && <p className={styles.hint}>{t(`view.${view.name}`)}</p>}
          <ul translate="no">
            {view.columns.map((column) => (
              <li key={column.name}>
                <button type="button" title={column.meaning} onClick={() => onPick(quoted(column.name))}>{column.name}</button>
                <small>{column.type}{column.masked ? ' •••' : ''}</small>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Panel>
  );
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
