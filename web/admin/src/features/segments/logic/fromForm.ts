import { isGroup, type Amount, type Condition, type EventFilter, type Group, type Leaf, type Measure, type Named, type Node, type Step, type Test, type TimeWindow } from './form';

export type Rule = Record<string, unknown>;

/** Where a node of the form stands in the rule: a JSON pointer (RFC 6901). */
export interface Place {
  pointer: string;
  id: string;
}

export interface Written {
  rule: Rule;
  places: Place[];
  /** Nodes in which something is still to be filled in, or that are no JSON. */
  unfinished: string[];
}

/** The rule of a form. An unfinished form is written too, but means nothing to the server. */
export function fromForm(form: Group): Written {
  const writer = new Writer();
  return { rule: writer.root(form), places: writer.places, unfinished: [...new Set(writer.unfinished)] };
}

/** The node that a pointer of the server leads to: the innermost one that holds it. */
export function nodeAt(places: readonly Place[], pointer: string): string | undefined {
  let found: Place | undefined;
  for (const place of places) {
    const holds = pointer === place.pointer || pointer.startsWith(`${place.pointer}/`);
    if (holds && place.pointer.length >= (found?.pointer.length ?? 0)) found = place;
  }
  return found?.id;
}

class Writer {
  readonly places: Place[] = [];
  readonly unfinished: string[] = [];
  private node = '';

  /** A single condition stands by itself, without a group around it. */
  root(group: Group, pointer = ''): Rule {
    const [first, ...more] = group.children;
    if (group.mode === 'all' && first && more.length === 0) {
      this.places.push({ pointer, id: group.id });
      return this.write(first, pointer);
    }
    return this.group(group, pointer);
  }

  private write(node: Node, pointer: string): Rule {
    return isGroup(node) ? this.group(node, pointer) : this.leaf(node, pointer);
  }

  private group({ id, mode, children }: Group, pointer: string): Rule {
    this.places.push({ pointer, id });
    const member = mode === 'all' || mode === 'notAll' ? 'all' : 'any';
    const isNot = mode === 'none' || mode === 'notAll';
    const inner = isNot ? `${pointer}/not` : pointer;
    const rule = { [member]: children.map((child, at) => this.write(child, `${inner}/${member}/${at}`)) };
    return isNot ? { not: rule } : rule;
  }

  private leaf({ id, negated, condition }: Leaf, pointer: string): Rule {
    this.places.push({ pointer, id });
    this.node = id;
    const rule = this.condition(condition, negated ? `${pointer}/not` : pointer);
    return negated ? { not: rule } : rule;
  }

  /** The value; without one the node is unfinished. */
  private need<T>(value: T | null | undefined, isThere = value !== null && value !== undefined && value !== ''): T {
    if (!isThere) this.unfinished.push(this.node);
    return value as T;
  }

  private condition(condition: Condition, pointer: string): Rule {
    switch (condition.about) {
      case 'trait': case 'computed': return { [condition.about]: this.need(condition.name), ...this.path(condition), ...this.test(condition.test) };
      case 'identifier': return { identifier: this.need(condition.type.trim()) };
      case 'segment': return { segment: this.need(condition.key) };
      case 'sample': return { sample: { percent: this.need(condition.percent), ...(condition.seed === '' ? {} : { seed: condition.seed }) } };
      case 'event': return { ...this.filter(condition.filter), ...this.within(condition.window), ...this.measure(condition.measure) };
      case 'sequence': return { sequence: condition.steps.map((step, at) => this.step(step, at === 0)), ...this.within(condition.window) };
      case 'account': return { account: this.root(condition.group, `${pointer}/account`) };
      case 'json': return this.json(condition.text);
    }
  }

  private json(text: string): Rule {
    try {
      return JSON.parse(text) as Rule;
    } catch {
      this.unfinished.push(this.node);
      return {};
    }
  }

  private path({ path }: Named): Rule {
    return path.length === 0 ? {} : { path: path.map((part) => this.need(part)) };
  }

  private test(test: Test): Rule {
    switch (test.op) {
      case 'exists': return { exists: true };
      case 'yes': return { equals: true };
      case 'no': return { equals: false };
      case 'is': return many(this.need(test.texts, test.texts.length > 0));
      case 'isNumber': return many(this.need(test.numbers, test.numbers.length > 0));
      case 'contains': case 'startsWith': case 'endsWith': return { [test.op]: this.need(test.text) };
      case 'atLeast': case 'above': case 'atMost': case 'below': return { [test.op]: this.need(test.number) };
      case 'range': return { [test.lowIncluded ? 'atLeast' : 'above']: this.need(test.low), [test.highIncluded ? 'atMost' : 'below']: this.need(test.high) };
      case 'before': case 'after': case 'on': return { [test.op]: this.need(test.moment) };
      case 'period': return { between: [this.need(test.from), this.need(test.to)] };
      case 'inLast': case 'inNext': case 'earlierThan': return { [test.op]: this.amount(test.amount) };
      case 'anniversary': return { anniversary: { fromDays: this.need(test.from), toDays: this.need(test.to) } };
    }
  }

  private amount({ count, unit }: Amount): Rule {
    return { [unit]: this.need(count) };
  }

  private filter({ kind, all, names, where }: EventFilter): Rule {
    return {
      event: all ? '*' : names.length === 1 ? names[0] : this.need(names, names.length > 0),
      ...(kind === 'track' ? {} : { kind }),
      ...(where.length === 0 ? {} : { where: where.map((one) => ({ property: this.need(one.name), ...this.path(one), ...this.test(one.test) })) }),
    };
  }

  private measure(measure: Measure | null): Rule {
    if (measure === null) return {};
    if (measure.kind === 'times') return { times: this.test(measure.test) };
    return { [measure.kind]: { property: this.need(measure.name), ...this.path(measure), ...this.test(measure.test) } };
  }

  private step({ filter, absent, within }: Step, isFirst: boolean): Rule {
    const gap = within === null || isFirst ? {} : { within: this.amount(within) };
    return absent ? { not: this.filter(filter), ...gap } : { ...this.filter(filter), ...gap };
  }

  private within(window: TimeWindow | null): Rule {
    if (window === null) return {};
    if (window.kind !== 'period') return { within: { [window.kind]: this.amount(window.amount) } };
    this.need(window.from || window.to);
    return { within: { ...(window.from === '' ? {} : { from: window.from }), ...(window.to === '' ? {} : { to: window.to }) } };
  }
}

const many = <T>(values: readonly T[]): Rule => (values.length === 1 ? { equals: values[0] } : { in: values });
