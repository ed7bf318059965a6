import styles from './components.module.css';

// Colours of middling lightness, told apart on both themes; the name is what says which source it is.
const colours = ['#1f8a83', '#b0672c', '#6d6bb3', '#8a8a2e', '#b0506e', '#4a82b8', '#5c8f4e', '#9a6aa8'];

function colourOf(key: string): string {
  let sum = 0;
  for (const letter of key) sum = (sum * 31 + letter.codePointAt(0)!) >>> 0;
  return colours[sum % colours.length]!;
}

/** A source, always in its own colour. */
export function SourceTag({ source, name }: { source: string; name?: string }) {
  return <span translate="no" className={styles.source} title={name ? `${name} (${source})` : source}><i style={{ background: colourOf(source) }} /><span>{name ?? source}</span></span>;
}
