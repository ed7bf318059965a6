/**
 * Splits CSV as the server writes it (RFC 4180, commas, a byte-order mark): quotes doubled within quotes. A text that was cut in the middle of a
 * row loses that row when `cut` is true.
 */
export function parseCsv(text: string, cut = false): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let i = start; i < text.length; i++) {
    const letter = text[i]!;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ',') {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      [row, cell] = [[], ''];
    } else cell += letter;
  }
  if (!cut && (row.length > 0 || cell !== '')) rows.push([...row, cell]);
  return rows;
}

/** A row that was not taken in. */
export interface RefusedRow {
  line: number;
  reason: string;
  detail: string;
  /** Column and value, those that are empty left out; or the raw row where it does not fit the columns. */
  values: [string, string][];
}

/** Rows of the file of refused rows: `line, reason, detail`, the columns of the file, `raw`. */
export function refusedRows(text: string, cut: boolean): RefusedRow[] {
  const [head = [], ...rows] = parseCsv(text, cut);
  const last = head.length - 1;
  return rows.map((row) => ({
    line: Number(row[0]), reason: row[1] ?? '', detail: row[2] ?? '',
    values: row[last] ? [['', row[last]]] : head.slice(3, last).map((name, i): [string, string] => [name, row[i + 3] ?? '']).filter(([, value]) => value !== ''),
  }));
}
