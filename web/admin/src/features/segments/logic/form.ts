/** A rule as the builder shows it. Each node has an id of its own, so that fields keep their place while others come and go. */
export type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';

/** Null while nothing is typed. */
export interface Amount {
  count: number | null;
  unit: Unit;
}

export type NumberTest =
  | { op: 'isNumber'; numbers: number[] }
  | { op: 'atLeast' | 'above' | 'atMost' | 'below'; number: number | null }
  | { op: 'range'; low: number | null; lowIncluded: boolean; high: number | null; highIncluded: boolean };

export type Test =
  | NumberTest
  | { op: 'exists' | 'yes' | 'no' }
  | { op: 'is'; texts: string[] }
  | { op: 'contains' | 'startsWith' | 'endsWith'; text: string }
  | { op: 'before' | 'after' | 'on'; moment: string }
  | { op: 'period'; from: string; to: string }
  | { op: 'inLast' | 'inNext' | 'earlierThan'; amount: Amount }
  | { op: 'anniversary'; from: number | null; to: number | null };

export type Op = Test['op'];

/** A value by its name and the names of members inside it. */
export interface Named {
  name: string;
  path: string[];
}

export interface PropertyTest extends Named {
  id: string;
  test: Test;
}

export type EventKind = 'track' | 'page' | 'screen';

/** Which events; no names stand for all. */
export interface EventFilter {
  kind: EventKind;
  all: boolean;
  names: string[];
  where: PropertyTest[];
}

export type TimeWindow = { kind: 'last' | 'earlierThan'; amount: Amount } | { kind: 'period'; from: string; to: string };

export const measures = ['times', 'sum', 'average', 'least', 'greatest', 'distinct'] as const;
export type MeasureKind = (typeof measures)[number];

/** Null stands for "at least once". */
export type Measure = { kind: 'times'; test: NumberTest } | (Named & { kind: Exclude<MeasureKind, 'times'>; test: NumberTest });

export interface Step {
  id: string;
  filter: EventFilter;
  absent: boolean;
  within: Amount | null;
}

export type Condition =
  | (Named & { about: 'trait'; test: Test })
  | (Named & { about: 'computed'; test: Test })
  | { about: 'identifier'; type: string }
  | { about: 'event'; filter: EventFilter; window: TimeWindow | null; measure: Measure | null }
  | { about: 'sequence'; steps: Step[]; window: TimeWindow | null }
  | { about: 'segment'; key: string }
  | { about: 'sample'; percent: number | null; seed: string }
  | { about: 'account'; group: Group }
  | { about: 'json'; text: string };

export type About = Condition['about'];

/** How the parts of a group are joined: all of them, some of them, none, not all. */
export type Mode = 'all' | 'any' | 'none' | 'notAll';

export interface Group {
  id: string;
  mode: Mode;
  children: Node[];
}

export interface Leaf {
  id: string;
  negated: boolean;
  condition: Condition;
}

export type Node = Group | Leaf;

export const isGroup = (node: Node): node is Group => 'children' in node;

let made = 0;
export const newId = () => `n${++made}`;

export const emptyGroup = (mode: Mode = 'all', children: Node[] = []): Group => ({ id: newId(), mode, children });

export const noFilter = (): EventFilter => ({ kind: 'track', all: false, names: [], where: [] });

/** A condition with nothing filled in yet. */
export function newCondition(about: About): Condition {
  switch (about) {
    case 'trait': case 'computed': return { about, name: '', path: [], test: { op: 'exists' } };
    case 'identifier': return { about, type: 'email' };
    case 'event': return { about, filter: noFilter(), window: null, measure: null };
    case 'sequence': return { about, steps: [newStep(), newStep()], window: null };
    case 'segment': return { about, key: '' };
    case 'sample': return { about, percent: 10, seed: '' };
    case 'account': return { about, group: emptyGroup('all', [newLeaf('trait')]) };
    case 'json': return { about, text: '{}' };
  }
}

export const newLeaf = (about: About): Leaf => ({ id: newId(), negated: false, condition: newCondition(about) });

export const newStep = (): Step => ({ id: newId(), filter: noFilter(), absent: false, within: null });

/** The test that a way of testing begins with; what was typed for another way of the same sort stays. */
export function newTest(op: Op, before?: Test): Test {
  const number = before && 'number' in before ? before.number : before?.op === 'isNumber' ? (before.numbers[0] ?? null) : null;
  switch (op) {
    case 'exists': case 'yes': case 'no': return { op };
    case 'is': return { op, texts: before && 'text' in before && before.text !== '' ? [before.text] : [] };
    case 'isNumber': return { op, numbers: number === null ? [] : [number] };
    case 'contains': case 'startsWith': case 'endsWith': return { op, text: before && 'text' in before ? before.text : before?.op === 'is' ? (before.texts[0] ?? '') : '' };
    case 'atLeast': case 'above': case 'atMost': case 'below': return { op, number };
    case 'range': return { op, low: number, lowIncluded: true, high: null, highIncluded: true };
    case 'before': case 'after': case 'on': return { op, moment: before && 'moment' in before ? before.moment : '' };
    case 'period': return { op, from: before && 'moment' in before ? before.moment : '', to: '' };
    case 'inLast': case 'inNext': case 'earlierThan': return { op, amount: before && 'amount' in before ? before.amount : { count: 30, unit: 'days' } };
    case 'anniversary': return { op, from: 0, to: 7 };
  }
}

/** Ways to test a number. */
export const numberOps = ['atLeast', 'above', 'atMost', 'below', 'range', 'isNumber'] as const satisfies readonly Op[];
const textOps = ['is', 'contains', 'startsWith', 'endsWith'] as const satisfies readonly Op[];
const dayOps = ['inLast', 'earlierThan', 'inNext', 'anniversary', 'on', 'before', 'after', 'period'] as const satisfies readonly Op[];

/** Ways to test a value of that type of the catalogue: the usual ones first, the rest after. */
export function opsOf(type: string): { usual: Op[]; rest: Op[] } {
  const all: Op[] = ['exists', ...textOps, ...numberOps, 'yes', 'no', ...dayOps];
  const usual: Op[] = type === 'number' ? [...numberOps, 'exists'] : type === 'boolean' ? ['yes', 'no', 'exists'] : type === 'date' ? [...dayOps, 'exists']
    : type === 'string' || type === 'array' ? [...textOps, 'exists'] : all;
  return { usual, rest: all.filter((op) => !usual.includes(op)) };
}

/** The groups within a node changed: its own children, or those of the account that it asks of. */
function within(node: Node, change: (group: Group) => Group): Node {
  if (isGroup(node)) return change(node);
  return node.condition.about === 'account' ? { ...node, condition: { ...node.condition, group: change(node.condition.group) } } : node;
}

/** The tree with one node changed, or without it. */
export function replaced(group: Group, id: string, change: (node: Node) => Node | null): Group {
  if (group.id === id) return (change(group) as Group | null) ?? group;
  return {
    ...group,
    children: group.children.flatMap((child): Node[] => {
      if (child.id !== id) return [within(child, (inner) => replaced(inner, id, change))];
      const next = change(child);
      return next === null ? [] : [next];
    }),
  };
}

/** The tree with a node put at the end of one of its groups. */
export function added(group: Group, to: string, node: Node): Group {
  if (group.id === to) return { ...group, children: [...group.children, node] };
  return { ...group, children: group.children.map((child) => within(child, (inner) => added(inner, to, node))) };
}

/** A copy with ids of its own. */
export function copied<T extends Node>(node: T): T {
  if (isGroup(node)) return { ...node, id: newId(), children: node.children.map(copied) };
  return { ...within(node, copied), id: newId() } as T;
}
