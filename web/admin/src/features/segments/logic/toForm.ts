import { measures, newId, type Amount, type Condition, type EventFilter, type Group, type Leaf, type Measure, type Named, type Node, type NumberTest, type PropertyTest, type Step, type Test, type TimeWindow, type Unit } from './form';

type Json = Record<string, unknown>;

/** Thrown within this file for what has no form; never leaves it. */
class NoForm extends Error {}

const none = (): never => {
  throw new NoForm();
};

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object, when it has no other members than these. */
function only(value: unknown, ...names: readonly string[]): Json {
  return isObject(value) && Object.keys(value).every((name) => names.includes(name)) ? value : none();
}

const text = (value: unknown): string => (typeof value === 'string' ? value : none());
const number = (value: unknown): number => (typeof value === 'number' ? value : none());
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : none());

/** The builder's form of a rule. What has no form stands in it as text of JSON, so that every rule can be shown, edited and written back. */
export function toForm(rule: unknown): Group {
  const node = nodeOf(rule);
  return 'children' in node ? node : { id: newId(), mode: 'all', children: [node] };
}

function nodeOf(rule: unknown): Node {
  try {
    return known(rule);
  } catch (error) {
    if (!(error instanceof NoForm)) throw error;
    return { id: newId(), negated: false, condition: { about: 'json', text: JSON.stringify(rule, null, 2) } };
  }
}

function known(rule: unknown): Node {
  if (!isObject(rule)) return none();
  if ('all' in rule) return groupOf('all', only(rule, 'all').all);
  if ('any' in rule) return groupOf('any', only(rule, 'any').any);
  if (!('not' in rule)) return leaf(rule, false);
  const inner = only(rule, 'not').not;
  if (!isObject(inner) || 'not' in inner) return none();
  if ('all' in inner) return groupOf('notAll', only(inner, 'all').all);
  if ('any' in inner) return groupOf('none', only(inner, 'any').any);
  return leaf(inner, true);
}

const groupOf = (mode: Group['mode'], rules: unknown): Group => ({ id: newId(), mode, children: list(rules).map(nodeOf) });

const leaf = (rule: Json, negated: boolean): Leaf => ({ id: newId(), negated, condition: conditionOf(rule) });

const testNames = ['exists', 'equals', 'in', 'contains', 'startsWith', 'endsWith', 'above', 'atLeast', 'below', 'atMost', 'between', 'before', 'after', 'on', 'inLast', 'inNext', 'earlierThan', 'anniversary'];

function conditionOf(rule: Json): Condition {
  if ('trait' in rule || 'computed' in rule) {
    const about = 'trait' in rule ? 'trait' : 'computed';
    return { about, ...named(rule, about), test: testOf(only(rule, about, 'path', ...testNames), about, 'path') };
  }
  if ('identifier' in rule) return { about: 'identifier', type: text(only(rule, 'identifier').identifier) };
  if ('segment' in rule) return { about: 'segment', key: text(only(rule, 'segment').segment) };
  if ('account' in rule) return { about: 'account', group: accountGroup(only(rule, 'account').account) };
  if ('sample' in rule) {
    const sample = only(only(rule, 'sample').sample, 'percent', 'seed');
    return { about: 'sample', percent: number(sample.percent), seed: sample.seed === undefined ? '' : text(sample.seed) };
  }
  if ('event' in rule) {
    const event = only(rule, 'event', 'kind', 'where', 'within', ...measures);
    return { about: 'event', filter: filterOf(event), window: windowOf(event.within), measure: measureOf(event) };
  }
  if ('sequence' in rule) {
    const sequence = only(rule, 'sequence', 'within');
    return { about: 'sequence', steps: list(sequence.sequence).map(stepOf), window: windowOf(sequence.within) };
  }
  return none();
}

/** Of an account only traits are asked. */
function accountGroup(rule: unknown): Group {
  const group = toForm(rule);
  const traitsAlone = (node: Node): boolean => ('children' in node ? node.children.every(traitsAlone) : node.condition.about === 'trait');
  return traitsAlone(group) ? group : none();
}

function named(json: Json, member: string): Named {
  const path = json.path === undefined ? [] : typeof json.path === 'string' ? [json.path] : list(json.path).map(text);
  return { name: text(json[member]), path };
}

function testOf(json: Json, ...beside: string[]): Test {
  const found = Object.keys(json).filter((name) => !beside.includes(name));
  if (found.length !== 1) return boundsOf(json, found);
  const name = found[0]!;
  const value = json[name];
  switch (name) {
    case 'exists': return value === true ? { op: 'exists' } : none();
    case 'equals':
      if (typeof value === 'boolean') return { op: value ? 'yes' : 'no' };
      return typeof value === 'number' ? { op: 'isNumber', numbers: [value] } : { op: 'is', texts: [text(value)] };
    case 'in': {
      const values = list(value);
      return typeof values[0] === 'number' ? { op: 'isNumber', numbers: values.map(number) } : { op: 'is', texts: values.map(text) };
    }
    case 'contains': case 'startsWith': case 'endsWith': return { op: name, text: text(value) };
    case 'atLeast': case 'above': case 'atMost': case 'below': return { op: name, number: number(value) };
    case 'between': {
      const [from, to, ...more] = list(value);
      if (more.length > 0) return none();
      return typeof from === 'number' ? { op: 'range', low: from, lowIncluded: true, high: number(to), highIncluded: true } : { op: 'period', from: text(from), to: text(to) };
    }
    case 'before': case 'after': case 'on': return { op: name, moment: text(value) };
    case 'inLast': case 'inNext': case 'earlierThan': return { op: name, amount: amountOf(value) };
    case 'anniversary': {
      const days = only(value, 'fromDays', 'toDays');
      return { op: 'anniversary', from: days.fromDays === undefined ? 0 : number(days.fromDays), to: number(days.toDays) };
    }
    default: return none();
  }
}

/** A lower and an upper bound. */
function boundsOf(json: Json, found: string[]): NumberTest {
  const low = found.find((name) => name === 'above' || name === 'atLeast');
  const high = found.find((name) => name === 'below' || name === 'atMost');
  if (found.length !== 2 || !low || !high) return none();
  return { op: 'range', low: number(json[low]), lowIncluded: low === 'atLeast', high: number(json[high]), highIncluded: high === 'atMost' };
}

function numberTestOf(json: Json, ...beside: string[]): NumberTest {
  const test = testOf(json, ...beside);
  switch (test.op) {
    case 'isNumber': return test.numbers.length === 1 ? test : none();
    case 'atLeast': case 'above': case 'atMost': case 'below': case 'range': return test;
    default: return none();
  }
}

function filterOf(json: Json): EventFilter {
  const kind = json.kind === undefined ? 'track' : text(json.kind);
  if (kind !== 'track' && kind !== 'page' && kind !== 'screen') return none();
  const all = json.event === '*';
  const names = all ? [] : Array.isArray(json.event) ? json.event.map(text) : [text(json.event)];
  return { kind, all, names, where: json.where === undefined ? [] : list(json.where).map(propertyOf) };
}

function propertyOf(value: unknown): PropertyTest {
  const json = only(value, 'property', 'path', ...testNames);
  return { id: newId(), ...named(json, 'property'), test: testOf(json, 'property', 'path') };
}

function measureOf(json: Json): Measure | null {
  const found = measures.filter((kind) => kind in json);
  if (found.length === 0) return null;
  const [kind] = found;
  if (found.length > 1 || !kind) return none();
  const value = only(json[kind], 'property', 'path', ...testNames);
  if (kind === 'times') return { kind, test: numberTestOf(value) };
  return { kind, ...named(value, 'property'), test: numberTestOf(value, 'property', 'path') };
}

function stepOf(value: unknown): Step {
  const json = only(value, 'event', 'kind', 'where', 'not', 'within');
  const within = json.within === undefined ? null : amountOf(json.within);
  if (!('not' in json)) return { id: newId(), filter: filterOf(json), absent: false, within };
  return { id: newId(), filter: filterOf(only(only(json, 'not', 'within').not, 'event', 'kind', 'where')), absent: true, within };
}

function windowOf(value: unknown): TimeWindow | null {
  if (value === undefined) return null;
  const json = only(value, 'last', 'earlierThan', 'from', 'to');
  if ('last' in json) return { kind: 'last', amount: amountOf(only(json, 'last').last) };
  if ('earlierThan' in json) return { kind: 'earlierThan', amount: amountOf(only(json, 'earlierThan').earlierThan) };
  return { kind: 'period', from: json.from === undefined ? '' : text(json.from), to: json.to === undefined ? '' : text(json.to) };
}

const units: readonly string[] = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'];

function amountOf(value: unknown): Amount {
  const [[unit, count] = [], ...more] = Object.entries(isObject(value) ? value : none());
  if (unit === undefined || more.length > 0 || !units.includes(unit)) return none();
  return { count: number(count), unit: unit as Unit };
}
