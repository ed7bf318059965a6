import type { Answer, Cell } from './api';
import styles from './sql.module.css';

const numbers = /^(tinyint|smallint|integer|bigint|hugeint|u\w*int\w*|float|double|decimal)/;

/** An answer as it is: names, types and values of the store, which are of no language. */
export function AnswerTable({ answer, label }: { answer: Answer; label: string }) {
  const right = answer.columns.map((column) => numbers.test(column.type));
  return (
    // Keyboards scroll what has the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label} translate="no">
      <table className={styles.table}>
        <thead><tr>{answer.columns.map((column, i) => <th key={i} scope="col" data-right={right[i]}>{column.name} <small>{column.type}</small></th>)}</tr></thead>
        <tbody>
          {answer.rows.map((row, i) => <tr key={i}>{row.map((cell, j) => <td key={j} data-right={right[j]} data-null={cell === null}>{text(cell)}</td>)}</tr>)}
        </tbody>
      </table>
    </div>
  );
}

function text(cell: Cell): string {
  if (cell === null) return 'null';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
