/** Where a text stops being JSON, and what is wrong there. Line and column count from 1. */
export interface JsonFault {
  kind: 'empty' | 'value' | 'end' | 'name' | 'colon' | 'comma' | 'string' | 'escape' | 'control' | 'number' | 'after' | 'object' | 'repeated';
  line: number;
  column: number;
}

class Stop extends Error {
  constructor(readonly kind: JsonFault['kind'], readonly at: number) {
    super(kind);
  }
}

/** Deeper than the server takes; keeps the reader from running out of stack. */
const depthMax = 512;

/**
 * Finds the first fault of a JSON text that is to be one object (RFC 8259). The browsers' own messages differ, and none says it in Russian.
 * @returns null when the text is good
 */
export function jsonFault(text: string): JsonFault | null {
  try {
    if (text.trim() === '') throw new Stop('empty', 0);
    const start = blank(text, 0);
    const end = blank(text, value(text, start, 0));
    if (end < text.length) throw new Stop('after', end);
    if (text[start] !== '{') throw new Stop('object', start);
    return null;
  } catch (fault) {
    if (!(fault instanceof Stop)) throw fault;
    const before = text.slice(0, fault.at);
    const line = before.split('\n').length;
    return { kind: fault.kind, line, column: fault.at - before.lastIndexOf('\n') };
  }
}

function blank(text: string, at: number): number {
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++;
  return at;
}

function value(text: string, at: number, depth: number): number {
  const letter = text[at];
  if (letter === undefined) throw new Stop('end', at);
  if (depth > depthMax) throw new Stop('value', at);
  if (letter === '{') return object(text, at + 1, depth);
  if (letter === '[') return array(text, at + 1, depth);
  if (letter === '"') return string(text, at + 1);
  if (letter === '-' || (letter >= '0' && letter <= '9')) return number(text, at);
  const word = ['true', 'false', 'null'].find((one) => text.startsWith(one, at));
  if (!word) throw new Stop('value', at);
  return at + word.length;
}

function object(text: string, from: number, depth: number): number {
  const names = new Set<string>();
  let at = blank(text, from);
  if (text[at] === '}') return at + 1;
  for (;;) {
    if (at >= text.length) throw new Stop('end', at);
    if (text[at] !== '"') throw new Stop('name', at);
    const end = string(text, at + 1);
    const name = JSON.parse(text.slice(at, end)) as string;
    // The server refuses it: which of the two counts is left open by the standard.
    if (names.has(name)) throw new Stop('repeated', at);
    names.add(name);
    at = blank(text, end);
    if (text[at] !== ':') throw new Stop(at >= text.length ? 'end' : 'colon', at);
    at = blank(text, value(text, blank(text, at + 1), depth + 1));
    if (text[at] === '}') return at + 1;
    if (text[at] !== ',') throw new Stop(at >= text.length ? 'end' : 'comma', at);
    at = blank(text, at + 1);
  }
}

function array(text: string, from: number, depth: number): number {
  let at = blank(text, from);
  if (text[at] === ']') return at + 1;
  for (;;) {
    at = blank(text, value(text, at, depth + 1));
    if (text[at] === ']') return at + 1;
    if (text[at] !== ',') throw new Stop(at >= text.length ? 'end' : 'comma', at);
    at = blank(text, at + 1);
  }
}

function string(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '"') return at + 1;
    if (letter < ' ') throw new Stop('control', at);
    if (letter !== '\\') continue;
    at++;
    if (text[at] === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4;
    else if (text[at] === undefined || !'"\\/bfnrt'.includes(text[at]!)) throw new Stop('escape', at - 1);
  }
  throw new Stop('string', from - 1);
}

function number(text: string, from: number): number {
  const found = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(text.slice(from, from + 400))?.[0];
  const end = from + (found?.length ?? 0);
  if (!found || /[\w.]/.test(text[end] ?? '')) throw new Stop('number', from);
  return end;
}
