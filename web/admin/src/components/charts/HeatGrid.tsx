import type { Behind, GridCell, GridShape } from './types';
import styles from './charts.module.css';

interface HeatGridProps {
  shape: GridShape;
  onOpen?: (behind: Behind) => void;
}

/** A table whose cells are darker where there is more. */
export function HeatGrid({ shape, onOpen }: HeatGridProps) {
  return (
    // What scrolls sideways must be reachable without a mouse.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.gridFrame} tabIndex={0} role="group" aria-label={shape.label}>
      <table className={styles.grid} data-tall={shape.isTall} aria-label={shape.label}>
        <thead>
          <tr>
            <td>{shape.corner}</td>
            {shape.columns.map((column) => <th key={column.key} scope="col" style={{ width: `${100 / shape.columns.length}%` }}><span translate={column.isData ? 'no' : undefined} title={column.label}>{column.label}</span>{column.note && <small>{column.note}</small>}</th>)}
          </tr>
        </thead>
        <tbody>
          {shape.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row"><span translate={row.isData ? 'no' : undefined}>{row.label}</span>{row.note && <small>{row.note}</small>}</th>
              {row.cells.map((cell, at) => <td key={shape.columns[at]!.key}>{cell && <Heat cell={cell} onOpen={onOpen} />}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Beyond this share of the accent, ink would not stand out enough. */
const darkestPercent = 55;

function Heat({ cell, onOpen }: { cell: GridCell; onOpen?: (behind: Behind) => void }) {
  const background = `color-mix(in srgb, var(--accent) ${Math.round(cell.weight * darkestPercent)}%, var(--inset))`;
  const content = <><span>{cell.text}</span>{cell.note && <small translate={cell.isNoteData ? 'no' : undefined}>{cell.note}</small>}</>;
  return cell.behind && onOpen
    ? <button type="button" className={styles.heat} data-unfinished={cell.isUnfinished} style={{ background }} title={cell.name} aria-label={cell.name} onClick={() => onOpen(cell.behind!)}>{content}</button>
    : <div className={styles.heat} data-unfinished={cell.isUnfinished} style={{ background }} title={cell.name}>{content}</div>;
}
