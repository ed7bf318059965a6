/**
 * JSON with lines broken and indented. Values stay as they were written: reading and writing them anew would round long numbers and drop
 * a name that stands twice. What is no JSON, or was cut, stays as it is.
 */
export function prettyJson(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  let out = '';
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '"') {
      const end = closing(text, at);
      out += text.slice(at, end + 1);
      at = end;
    } else if (letter === '{' || letter === '[') {
      const next = text.slice(at + 1).search(/[^\s]/) + at + 1;
      if (text[next] === '}' || text[next] === ']') {
        out += letter + text[next];
        at = next;
        continue;
      }
      depth++;
      out += letter + line();
    } else if (letter === '}' || letter === ']') {
      depth--;
      out += line() + letter;
    } else if (letter === ',') out += letter + line();
    else if (letter === ':') out += ': ';
    else if (!' \t\r\n'.includes(letter)) out += letter;
  }
  return out;
}

function closing(text: string, from: number): number {
  let at = from + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
