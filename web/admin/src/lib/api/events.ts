import { ProblemError } from './problem';

/** An event of a stream of server-sent events. */
export interface ServerEvent {
  name: string;
  data: string;
}

/**
 * Reads a stream of server-sent events in pieces, however they are cut (HTML Living Standard, 9.2.6). Ids and times to wait are left out:
 * nothing here goes on from an id.
 */
export function createEventParser(onEvent: (event: ServerEvent) => void): (piece: string) => void {
  let rest = '';
  let name = '';
  let data: string[] = [];
  const end = () => {
    if (data.length > 0) onEvent({ name: name || 'message', data: data.join('\n') });
    [name, data] = ['', []];
  };
  const take = (line: string) => {
    if (line === '') return end();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    else if (field === 'data') data.push(value);
  };
  return (piece) => {
    rest += piece;
    // A carriage return at the end may be the first half of a line's end.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    lines.forEach(take);
  };
}

interface Listening {
  signal: AbortSignal;
  /** The server has answered and the stream is open. */
  onOpen?: () => void;
  onEvent: (event: ServerEvent) => void;
}

/**
 * Listens to a stream until it ends. EventSource cannot send the header that proves that a request is ours, nor tell a refusal from a break.
 * @throws ProblemError when the server refuses or the connection breaks.
 */
export async function listen(path: string, { signal, onOpen, onEvent }: Listening): Promise<void> {
  try {
    const answer = await fetch(path, { signal, headers: { Accept: 'text/event-stream', 'X-Kartoteka-Request': '1' } });
    if (!answer.ok || !answer.body) throw await ProblemError.from(answer);
    onOpen?.();
    const parse = createEventParser(onEvent);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) parse(read.value);
  } catch (error) {
    if (error instanceof ProblemError || signal.aborted) throw error;
    throw ProblemError.unreachable();
  }
}
