import { useFormat } from '@/lib/format/useFormat';
import styles from './matching.module.css';
import { useWords } from './useWords';

interface PatternProps {
  fields: readonly { name: string; level: string | null; weight?: number }[];
  /** Only so many, those that weigh most; without it all, in the model's order. */
  most?: number;
}

/** What of a pair is alike, field by field: what fields of a group have in common. */
export function Pattern({ fields, most }: PatternProps) {
  const words = useWords();
  const format = useFormat();
  const parts = words.pattern(most === undefined ? fields : fields.toSorted((a, b) => Math.abs(b.weight ?? 0) - Math.abs(a.weight ?? 0)));
  const shown = parts.slice(0, most);
  const rest = parts.slice(shown.length);
  return (
    <span className={styles.pattern}>
      {shown.map((part) => <span key={part.name} data-agrees={part.agrees}><b>{part.field}</b> {part.level}</span>)}
      {rest.length > 0 && <small title={format.list(rest.map((part) => `${part.field}: ${part.level}`))}>+{rest.length}</small>}
    </span>
  );
}
