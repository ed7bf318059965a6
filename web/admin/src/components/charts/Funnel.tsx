import type { Behind, FunnelShape } from './types';
import styles from './charts.module.css';

interface FunnelProps {
  shape: FunnelShape;
  onOpen?: (behind: Behind) => void;
}

/** Steps under each other, each as wide as its share of the first, with who stops between them. */
export function Funnel({ shape, onOpen }: FunnelProps) {
  const number = (text: string, behind?: Behind) => (behind && onOpen ? <button type="button" className={styles.opens} onClick={() => onOpen(behind)}>{text}</button> : text);
  return (
    <ol className={styles.funnel} aria-label={shape.label}>
      {shape.steps.map((step, at) => (
        <li key={step.key}>
          {step.time && <p className={styles.time}>{step.time}</p>}
          <div className={styles.step}>
            <span className={styles.stepName}><i aria-hidden="true">{at + 1}</i><span translate={step.isData ? 'no' : undefined}>{step.label}</span></span>
            <span className={styles.stepValue}>{number(step.text, step.behind)} <small>{step.note}</small></span>
            <span className={styles.track} aria-hidden="true"><i style={{ width: `${step.share * 100}%` }} /></span>
          </div>
          {step.stopped && <p className={styles.stopped}>{number(step.stopped.text, step.stopped.behind)}</p>}
        </li>
      ))}
    </ol>
  );
}
