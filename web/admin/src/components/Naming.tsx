/** Stands in a phrase for the value while it is translated; no text of people has it. */
const place = '\u0000';

interface NamingProps {
  /** The phrase, given what stands for the value: `(name) => t('undo.title', { name })`. */
  phrase: (value: string) => string;
  /** A value of the base, such as a name, which is of no language. */
  value: string;
}

/** A translated phrase that names a value of the base: the value is marked as data, whatever words it has. */
export function Naming({ phrase, value }: NamingProps) {
  const [before, ...after] = phrase(place).split(place);
  return <>{before}<span translate="no">{value}</span>{after.join(value)}</>;
}
