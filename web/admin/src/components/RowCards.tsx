import { useTranslation } from 'react-i18next';
import type { DataTableProps } from './DataTable';
import { moveOrOpen } from './moveOrOpen';
import styles from './components.module.css';

/** The rows of a table on a telephone: a card for each, the first column as its title, actions (columns without a title) beside it; what is empty is left out. */
export function RowCards<T extends object>({ columns, rows, rowKey, label, onOpen, expandedRow }: DataTableProps<T>) {
  const { t } = useTranslation();
  const [first, ...rest] = columns;
  return (
    <ul className={styles.cards} aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)} className={styles.cardItem}>
          <div className={styles.card} {...(onOpen && { role: 'link', tabIndex: 0, onClick: () => onOpen(row), onKeyDown: (event) => moveOrOpen(event, () => onOpen(row)) })}>
            <div className={styles.cardTitle} translate={first?.data ? 'no' : undefined}>{first?.render(row)}</div>
            <dl>
              {rest.filter((column) => column.title).map((column) => ({ ...column, shown: column.render(row) })).filter(({ shown }) => shown !== '' && shown !== null && shown !== undefined && shown !== false)
                .map(({ key, title, data, shown }) => [<dt key={`${key}-name`}>{title}</dt>, <dd key={key} translate={data ? 'no' : undefined}>{shown}</dd>])}
            </dl>
          </div>
          {rest.some((column) => !column.title) && <div className={styles.cardActions}>{rest.filter((column) => !column.title).map((column) => <span key={column.key}>{column.render(row)}</span>)}</div>}
          {expandedRow && <details className={styles.cardMore}><summary>{t('table.details')}</summary>{expandedRow(row)}</details>}
        </li>
      ))}
    </ul>
  );
}
