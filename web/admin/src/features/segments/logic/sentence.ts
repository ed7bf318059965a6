import type { TFunction } from 'i18next';
import type { Format } from '@/lib/format/format';
import { isGroup, type Amount, type EventFilter, type Group, type Leaf, type Measure, type Named, type Node, type Step, type Test, type TimeWindow } from './form';
import { ofDay } from './moments';

/** A piece of a sentence: words of the reader's language, or a value of the base, which is of no language. */
export interface Piece {
  text: string;
  isData: boolean;
}

export interface Vocabulary {
  /** Of the namespace `segments`. */
  t: TFunction<'segments'>;
  format: Format;
  trait: (name: string, kind: 'person' | 'account') => string;
  computed: (name: string) => string;
  /** A word of ours for an event's name, such as `orderCompleted`, for which the locales may have a verb. */
  eventWord: (name: string) => string | undefined;
  event: (name: string) => string;
  property: (name: string) => string;
  segment: (key: string) => string;
  isBirthday: (trait: string) => boolean;
}

// Marks of values within a phrase while it is put together; no text of people has them.
const [begin, end] = ['\u0001', '\u0002'];
const data = (value: string | number) => `${begin}${value}${end}`;
const missing = '…';

/** Events for which the locales have a verb: "who ordered" instead of "who had the event Order Completed". */
const verbs: ReadonlySet<string> = new Set(['orderCompleted', 'orderRefunded', 'orderCancelled', 'productViewed', 'productAdded', 'productsSearched', 'checkoutStarted', 'emailOpened', 'emailLinkClicked', 'signedUp', 'signedIn', 'unsubscribed', 'applicationInstalled', 'applicationOpened']);
/** Types of identifiers that the locales name. */
const identifierWords: ReadonlySet<string> = new Set(['email', 'phone', 'user_id', 'anonymous_id', 'card']);
/** Properties that are money of an order. */
const moneyWords: ReadonlySet<string> = new Set(['revenue', 'total', 'value']);

/** A rule as people would say it: "People who ordered for 10,000 or more in the last 30 days, except those whose city is Omsk". */
export function sentenceOf(form: Group, words: Vocabulary): Piece[] {
  return pieces(new Speaker(words).whole(form));
}

/** One condition of it, or a group within it. */
export function clauseOf(node: Node, words: Vocabulary): Piece[] {
  const speaker = new Speaker(words);
  return pieces(isGroup(node) ? speaker.whole(node) : speaker.alone(node));
}

export const plainText = (all: readonly Piece[]) => all.map((piece) => piece.text).join('');

function pieces(phrase: string): Piece[] {
  const found: Piece[] = [];
  let [depth, text] = [0, ''];
  const push = (isData: boolean) => {
    if (text !== '') found.push({ text, isData });
    text = '';
  };
  for (const letter of phrase) {
    if (letter === begin) {
      if (depth++ === 0) push(false);
    } else if (letter === end) {
      if (--depth === 0) push(true);
    } else text += letter;
  }
  push(false);
  return found;
}

interface Clause {
  text: string;
  /** Said as an exception from the rest and not as a part of it. */
  isExcept: boolean;
}

class Speaker {
  constructor(private readonly words: Vocabulary, private readonly who: 'person' | 'account' = 'person') {}

  private get t() {
    return this.words.t;
  }

  whole({ mode, children }: Group): string {
    if (mode === 'none' || mode === 'notAll') return children.length === 0 ? this.t(mode === 'none' ? 'segments:sentence.everybody' : 'segments:sentence.nobody') : this.t('segments:sentence.everybodyExcept', { those: this.joined(mode === 'none' ? 'any' : 'all', children) });
    if (children.length === 0) return this.t(mode === 'all' ? 'segments:sentence.everybody' : 'segments:sentence.nobody');
    const clauses = children.map((child) => this.clause(child));
    if (mode === 'all' && clauses.every((clause) => clause.isExcept)) return this.t('segments:sentence.everybody') + this.exceptions(clauses);
    return this.t('segments:sentence.people', { clauses: this.joined(mode, children) });
  }

  /** A condition without its neighbours. */
  alone(leaf: Leaf): string {
    const { text, isExcept } = this.clause(leaf);
    return isExcept ? this.t('segments:sentence.notThose', { those: text }) : text;
  }

  /** The parts of a group in one line. */
  joined(mode: 'all' | 'any', children: readonly Node[]): string {
    const clauses = children.map((child) => this.clause(child));
    if (mode === 'any') return this.listed(clauses.map(({ text, isExcept }) => (isExcept ? this.t('segments:sentence.notThose', { those: text }) : text)), 'or');
    const [those, but] = [clauses.filter((clause) => !clause.isExcept), clauses.filter((clause) => clause.isExcept)];
    if (those.length === 0) return this.listed(but.map(({ text }) => this.t('segments:sentence.notThose', { those: text })), 'and');
    return this.listed(those.map(({ text }) => text), 'and') + this.exceptions(but);
  }

  private exceptions(clauses: readonly Clause[]): string {
    return clauses.length === 0 ? '' : this.t('segments:sentence.except', { those: this.listed(clauses.map(({ text }, at) => (at === 0 ? text : this.t('segments:sentence.those', { those: text }))), 'and') });
  }

  private listed(parts: readonly string[], how: 'and' | 'or'): string {
    if (parts.length < 2) return parts[0] ?? '';
    return this.t(`segments:sentence.${how}`, { before: parts.slice(0, -1).join(', '), last: parts.at(-1) });
  }

  private clause(node: Node): Clause {
    if (!isGroup(node)) return this.leaf(node);
    const { mode, children } = node;
    if (children.length === 0) return { text: this.t(mode === 'all' || mode === 'none' ? 'segments:sentence.anybodyClause' : 'segments:sentence.nobodyClause'), isExcept: false };
    const inner = this.joined(mode === 'all' || mode === 'notAll' ? 'all' : 'any', children);
    return { text: children.length > 1 ? `(${inner})` : inner, isExcept: mode === 'none' || mode === 'notAll' };
  }

  private leaf({ negated, condition }: Leaf): Clause {
    const inline = (text: string): Clause => ({ text, isExcept: false });
    switch (condition.about) {
      case 'trait': case 'computed': {
        const label = condition.about === 'computed' ? this.named(condition, this.words.computed) : this.named(condition, (name) => this.words.trait(name, this.who));
        const isBirthday = condition.about === 'trait' && condition.path.length === 0 && this.words.isBirthday(condition.name);
        return { text: this.t(this.who === 'person' ? 'segments:sentence.whose' : 'segments:sentence.whoseOne', { what: this.tested(label, condition.test, isBirthday) }), isExcept: negated };
      }
      case 'identifier': {
        return inline(this.t(`segments:sentence.${negated ? 'hasNot' : 'has'}.${identifierWords.has(condition.type) ? condition.type : 'other'}`, { type: data(condition.type || missing) }));
      }
      case 'segment': return inline(this.t(negated ? 'segments:sentence.notIn' : 'segments:sentence.in', { name: data(condition.key ? this.words.segment(condition.key) : missing) }));
      case 'sample': return inline(this.t(negated ? 'segments:sentence.notSample' : 'segments:sentence.sample', { percent: condition.percent === null ? missing : this.words.format.number(condition.percent) }));
      case 'event': return inline(this.events(condition.filter, negated) + this.measured(condition.filter, condition.measure) + this.within(condition.window));
      case 'sequence': return inline(this.t(negated ? 'segments:sentence.notSequence' : 'segments:sentence.sequence', { steps: condition.steps.map((step, at) => this.step(step, at)).join(', ') }) + this.within(condition.window));
      case 'account': return inline(this.t(negated ? 'segments:sentence.notAccount' : 'segments:sentence.account', { what: new Speaker(this.words, 'account').joined(condition.group.mode === 'any' || condition.group.mode === 'none' ? 'any' : 'all', condition.group.children) }));
      case 'json': return { text: this.t('segments:sentence.json'), isExcept: negated };
    }
  }

  private named({ name, path }: Named, label: (name: string) => string): string {
    return data([name, ...path].map((part) => (part === '' ? missing : label(part))).join(' › '));
  }

  private tested(label: string, test: Test, isBirthday = false): string {
    const say = (key: string, values: Record<string, unknown> = {}) => this.t(`segments:sentence.test.${key}`, { label, ...values });
    switch (test.op) {
      case 'exists': case 'yes': case 'no': return say(test.op);
      case 'is': return say('is', { value: this.oneOf(test.texts.map(data)) });
      case 'contains': case 'startsWith': case 'endsWith': return say(test.op, { value: data(test.text || missing) });
      case 'isNumber': case 'atLeast': case 'above': case 'atMost': case 'below': case 'range': return say('number', { value: this.number(test) });
      case 'on': return say('is', { value: this.moment(test.moment) });
      case 'before': case 'after': return say(test.op, { value: this.moment(test.moment) });
      case 'period': return say('period', { from: this.moment(test.from), to: this.moment(test.to) });
      case 'inLast': case 'inNext': case 'earlierThan': return say('time', { when: this.span(test.op, test.amount) });
      case 'anniversary': return this.t(isBirthday ? 'segments:sentence.birthday' : 'segments:sentence.anniversary', { label, when: this.days(test.from, test.to) });
    }
  }

  private oneOf(values: readonly string[]): string {
    const shown = values.length > 6 ? [...values.slice(0, 5), this.t('segments:sentence.more', { count: values.length - 5 })] : values;
    return this.listed(shown.length === 0 ? [missing] : shown, 'or');
  }

  private number(test: Test): string {
    const say = (value: number | null) => (value === null ? missing : this.words.format.number(value));
    switch (test.op) {
      case 'isNumber': return this.oneOf(test.numbers.map(say));
      case 'atLeast': case 'above': case 'atMost': case 'below': return this.t(`segments:sentence.number.${test.op}`, { value: say(test.number) });
      case 'range': {
        if (test.lowIncluded && test.highIncluded) return this.t('segments:sentence.number.range', { low: say(test.low), high: say(test.high) });
        const bound = (op: string, value: number | null) => this.t(`segments:sentence.number.${op}`, { value: say(value) });
        return this.t('segments:sentence.and', { before: bound(test.lowIncluded ? 'atLeast' : 'above', test.low), last: bound(test.highIncluded ? 'atMost' : 'below', test.high) });
      }
      default: return missing;
    }
  }

  private moment(value: string): string {
    if (value === '') return missing;
    const day = ofDay(value);
    return day ? this.words.format.date(day) : this.words.format.dateTime(value);
  }

  private span(how: 'inLast' | 'inNext' | 'earlierThan' | 'last', amount: Amount): string {
    if (amount.count === 0 && amount.unit === 'days' && how !== 'earlierThan') return this.t('segments:sentence.today');
    if (how === 'earlierThan') return this.t('segments:sentence.earlier', { amount: amount.count === null ? missing : this.t(`segments:sentence.ago.${amount.unit}`, { count: amount.count }) });
    return amount.count === null ? missing : this.t(`segments:sentence.${how === 'inNext' ? 'next' : 'last'}.${amount.unit}`, { count: amount.count });
  }

  private days(from: number | null, to: number | null): string {
    if (from === null || to === null) return missing;
    if (from === 0 && to === 0) return this.t('segments:sentence.today');
    if (from === to) return to > 0 ? this.t('segments:sentence.inDays', { count: to }) : this.t('segments:sentence.daysAgo', { count: -to });
    if (from === 0) return this.t('segments:sentence.next.days', { count: to });
    if (to === 0) return this.t('segments:sentence.last.days', { count: -from });
    return this.t('segments:sentence.fromToDays', { from, to });
  }

  private within(window: TimeWindow | null): string {
    if (window === null) return '';
    if (window.kind !== 'period') return ` ${this.span(window.kind, window.amount)}`;
    const [from, to] = [this.moment(window.from), this.moment(window.to)];
    return ` ${window.from === '' && window.to !== '' ? this.t('segments:sentence.until', { to }) : window.to === '' ? this.t('segments:sentence.since', { from }) : this.t('segments:sentence.fromTo', { from, to })}`;
  }

  private events({ kind, all, names, where }: EventFilter, negated: boolean): string {
    const which = negated ? 'didNot' : 'did';
    const word = names.length === 1 && kind === 'track' ? this.words.eventWord(names[0]!) : undefined;
    const said = all ? this.t(`segments:sentence.${which}.any_${kind}`) : word !== undefined && verbs.has(word) ? this.t(`segments:sentence.${which}.${word}`) : this.t(`segments:sentence.${which}.some_${kind}`, { name: this.eventNames(names) });
    return said + this.where(where);
  }

  private eventNames(names: readonly string[]): string {
    return this.oneOf((names.length === 0 ? [missing] : names).map((name) => this.t('segments:sentence.quoted', { value: data(name === missing ? name : this.words.event(name)) })));
  }

  private where(where: EventFilter['where']): string {
    if (where.length === 0) return '';
    return ` (${where.map(({ name, path, test }) => this.tested(this.named({ name, path }, this.words.property), test)).join(', ')})`;
  }

  private measured({ names }: EventFilter, measure: Measure | null): string {
    if (measure === null) return '';
    if (measure.kind === 'times') return ` ${this.times(measure.test)}`;
    const isMoney = measure.kind === 'sum' && measure.path.length === 0 && moneyWords.has(measure.name) && names.length > 0;
    const property = this.named(measure, this.words.property);
    return ` ${this.t(isMoney ? 'segments:sentence.measure.money' : `segments:sentence.measure.${measure.kind}`, { property, value: this.number(measure.test) })}`;
  }

  private times(test: Test): string {
    if ('number' in test && test.number !== null) return this.t(`segments:sentence.times.${test.op}`, { count: test.number });
    if (test.op === 'isNumber' && test.numbers[0] !== undefined) return this.t('segments:sentence.times.exactly', { count: test.numbers[0] });
    if (test.op === 'range' && test.high !== null) return this.t('segments:sentence.times.range', { range: this.number(test), count: test.high });
    return missing;
  }

  private step({ filter, absent, within }: Step, at: number): string {
    const name = (filter.all ? this.t(`segments:sentence.anything_${filter.kind}`) : this.eventNames(filter.names)) + this.where(filter.where);
    if (at === 0) return name;
    const key = `${absent ? 'absent' : 'then'}${within === null ? '' : 'Within'}`;
    return this.t(`segments:sentence.step.${key}`, { name, amount: within === null ? '' : this.t(`segments:sentence.during.${within.unit}`, { count: within.count ?? 0 }) });
  }
}
