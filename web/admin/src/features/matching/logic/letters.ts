/** A run of letters of a value: common to both, or only here. */
export interface Run { text: string; differs: boolean }

/** Longer values are marked as a whole: comparing letters costs the product of the lengths. */
const lengthMax = 200;

/** Below this share of common letters two values are other values, and marks on single letters would say nothing. */
const alikeMin = 0.7;

const folded = (letter: string) => {
  const lower = letter.toLowerCase();
  return lower === 'ё' ? 'е' : lower;
};

/** Lengths of the longest common subsequences of all tails of both. */
function commonTails(first: string[], second: string[]): Uint16Array[] {
  const rows = Array.from({ length: first.length + 1 }, () => new Uint16Array(second.length + 1));
  for (let i = first.length - 1; i >= 0; i--) {
    for (let j = second.length - 1; j >= 0; j--) {
      rows[i]![j] = first[i] === second[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!);
    }
  }
  return rows;
}

function runs(letters: string[], common: boolean[]): Run[] {
  const found: Run[] = [];
  letters.forEach((letter, at) => {
    const differs = !common[at];
    const last = found.at(-1);
    if (last?.differs === differs) last.text += letter;
    else found.push({ text: letter, differs });
  });
  return found;
}

const wordsOf = (text: string) => text.toLowerCase().replaceAll('ё', 'е').match(/[\p{L}\p{N}]+/gu) ?? [];

/** True when all words of a value are words of the other: a town within an address. */
export function within(inner: string, outer: string): boolean {
  const [few, many] = [wordsOf(inner), new Set(wordsOf(outer))];
  return few.length > 0 && few.every((word) => many.has(word));
}

interface Comparison {
  first: Run[];
  second: Run[];
  /** 0 to 1: the share of letters that are common to both; case, and ё for е, make no difference. */
  alike: number;
}

/** Which letters of two values differ. Values that have little in common differ as wholes. */
export function compareLetters(first: string, second: string): Comparison {
  const [left, right] = [[...first], [...second]];
  const whole = (differs: boolean, alike: number): Comparison => ({ first: first ? [{ text: first, differs }] : [], second: second ? [{ text: second, differs }] : [], alike });
  const [a, b] = [left.map(folded), right.map(folded)];
  if (a.join('') === b.join('')) return whole(false, 1);
  if (left.length > lengthMax || right.length > lengthMax) return whole(true, 0);
  const tails = commonTails(a, b);
  const alike = (2 * tails[0]![0]!) / (a.length + b.length);
  if (alike < alikeMin && !within(first, second) && !within(second, first)) return whole(true, alike);
  const [commonLeft, commonRight] = [new Array<boolean>(a.length).fill(false), new Array<boolean>(b.length).fill(false)];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) commonLeft[i++] = commonRight[j++] = true;
    else if (tails[i + 1]![j]! >= tails[i]![j + 1]!) i++;
    else j++;
  }
  return { first: runs(left, commonLeft), second: runs(right, commonRight), alike };
}

/** Values of both sides, each compared with the one of the other side that is most like it; without one it differs from nothing. */
export function compareValues(first: readonly string[], second: readonly string[]): { first: Run[][]; second: Run[][] } {
  const nearest = (value: string, others: readonly string[], side: 'first' | 'second') => {
    let best: Comparison | null = null;
    for (const other of others) {
      const compared = side === 'first' ? compareLetters(value, other) : compareLetters(other, value);
      if (!best || compared.alike > best.alike) best = compared;
    }
    return best ? best[side] : [{ text: value, differs: false }];
  };
  return { first: first.map((value) => nearest(value, second, 'first')), second: second.map((value) => nearest(value, first, 'second')) };
}
