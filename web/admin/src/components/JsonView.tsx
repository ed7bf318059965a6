import { useMemo, type ReactNode } from 'react';
import { prettyJson } from '@/lib/prettyJson';
import { CopyButton } from './Copyable';
import styles from './JsonView.module.css';

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

function coloured(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    parts.push(text.slice(from, match.index));
    const kind = match[2] !== undefined ? styles.name : match[1] !== undefined ? styles.text : styles.value;
    parts.push(<span key={match.index} className={kind}>{match[1] ?? match[0]}</span>);
    if (match[2] !== undefined) parts.push(match[2]);
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** A document that a system sent, as text in colours. */
export function JsonView({ text, label }: { text: string; label: string }) {
  const shown = useMemo(() => prettyJson(text), [text]);
  const parts = useMemo(() => coloured(shown), [shown]);
  // A block that scrolls must be reachable without a mouse.
  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  return <div className={styles.json}><pre tabIndex={0} aria-label={label}>{parts}</pre><CopyButton value={shown} /></div>;
}
