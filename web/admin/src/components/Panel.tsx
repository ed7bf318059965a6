import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  title?: ReactNode;
  /** Under the title, for who comes rarely. */
  text?: ReactNode;
  actions?: ReactNode;
  /** Content touches the edges: tables, lists. */
  flush?: boolean;
  /** One of many that stand side by side, as on a card: narrow edges, and no space of its own between them. */
  dense?: boolean;
  /** How many it holds, beside the title; nothing is said of none. */
  count?: number;
  children: ReactNode;
}

/** A part of a screen with a name of its own. */
export function Panel({ title, text, actions, flush, dense, count = 0, children }: PanelProps) {
  const id = useId();
  return (
    <section className={styles.panel} data-dense={dense} aria-labelledby={title ? id : undefined}>
      {(title ?? actions) && (
        <header className={styles.head}>
          <div>
            {title && <h2 id={id}>{title}{count > 0 && <Count of={count} />}</h2>}
            {text && <p>{text}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}

/** How many, small beside a title. */
export function Count({ of }: { of: number }) {
  return <span className={styles.count}>{of}</span>;
}

/** Numbers that answer the screen's question, side by side; each with what it counts. */
export function Figures({ items, loading }: { items: { label: string; value: ReactNode; note?: ReactNode; tone?: 'good' | 'warn' | 'bad' }[]; loading?: boolean }) {
  return (
    <dl className={styles.figures} aria-busy={loading}>
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd data-tone={item.tone}>{loading ? <span className={styles.bone} /> : item.value}</dd>
          {item.note && !loading && <dd className={styles.note}>{item.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** Names and values, one pair a line. */
export function Facts({ items }: { items: { label: string; value: ReactNode }[] }) {
  return <dl className={styles.facts}>{items.map((item) => <div key={item.label}><dt>{item.label}</dt><dd>{item.value}</dd></div>)}</dl>;
}

/** Grey lines where text will be. */
export function Bones({ lines = 4 }: { lines?: number }) {
  return <div className={styles.bones} aria-hidden="true">{Array.from({ length: lines }, (_, i) => <span key={i} className={styles.bone} style={{ width: `${90 - ((i * 37) % 45)}%` }} />)}</div>;
}
