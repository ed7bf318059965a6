import styles from './matching.module.css';
import { useWords } from './useWords';

/** What of a pair is alike, field by field: what fields of a group have in common. */
export function Pattern({ fields }: { fields: readonly { name: string; level: string }[] }) {
  const words = useWords();
  return (
    <span className={styles.pattern}>
      {words.pattern(fields).map((part) => <span key={part.name} data-agrees={part.agrees}><b>{part.field}</b> {part.level}</span>)}
    </span>
  );
}
