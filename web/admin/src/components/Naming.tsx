/** Stands in a phrase for the value while it is translated; no text of people has it. */
const place = '\u0000';

interface NamingProps {
  /** The phrase, given what stands for the value: `(name) => t(key, { name })`. */
  phrase: (value: string) => string;
  /** What is of no language: a value of the base, such as a name, or a key of the keyboard. */
  value: string;
  /** The element of the value; `kbd` for a key. */
  as?: 'span' | 'kbd';
}

/** A translated phrase that names something: the name is marked as data, whatever words it has. */
export function Naming({ phrase, value, as: Element = 'span' }: NamingProps) {
  const [before, ...after] = phrase(place).split(place);
  return <>{before}<Element translate="no">{value}</Element>{after.join(value)}</>;
}
