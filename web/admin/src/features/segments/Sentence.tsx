import type { Group, Node } from './logic/form';
import { clauseOf, sentenceOf, type Piece } from './logic/sentence';
import styles from './segments.module.css';
import { useWords } from './useWords';

/** A rule in words. */
export function Sentence({ form }: { form: Group }) {
  return <Pieces pieces={sentenceOf(form, useWords())} />;
}

/** A part of a rule in words. */
export function Clause({ node }: { node: Node }) {
  return <Pieces pieces={clauseOf(node, useWords())} />;
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map((piece, at) => (piece.isData ? <b key={at} className={styles.value} translate="no">{piece.text}</b> : piece.text))}</>;
}
