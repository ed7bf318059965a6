import type { Behind, BarsShape } from './types';
import styles from './charts.module.css';

interface BarsProps {
  shape: BarsShape;
  onOpen?: (behind: Behind) => void;
}

/** Bars one a line, each with its name before and its value after it. */
export function Bars({ shape, onOpen }: BarsProps) {
  const most = Math.max(0, ...shape.items.flatMap((item) => [Math.abs(item.value), Math.abs(item.before ?? 0)]));
  const width = (value: number) => `${most > 0 ? (100 * Math.abs(value)) / most : 0}%`;
  return (
    <>
      <ul className={styles.bars} aria-label={shape.label}>
        {shape.items.map((item) => (
          <li key={item.key}>
            <span className={styles.barName} translate={item.isData ? 'no' : undefined} title={item.label}>{item.label}</span>
            <span className={styles.track} aria-hidden="true">
              <i data-below={item.value < 0} style={{ width: width(item.value) }} />
              {item.before !== undefined && <b style={{ left: width(item.before) }} />}
            </span>
            <span className={styles.barValue}>
              {item.behind && onOpen ? <button type="button" className={styles.opens} onClick={() => onOpen(item.behind!)}>{item.text}</button> : item.text}
              {item.note && <small>{item.note}</small>}
            </span>
          </li>
        ))}
      </ul>
      {shape.legend && <ul className={`${styles.legend} ${styles.barsLegend}`} aria-hidden="true"><li><i />{shape.legend.value}</li><li><i data-before="true" />{shape.legend.before}</li></ul>}
    </>
  );
}
