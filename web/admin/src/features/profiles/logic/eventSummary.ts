import type { TFunction } from 'i18next';
import type { Format } from '@/lib/format/format';
import type { TimelineEvent } from '../types';
import { textOf } from './names';
import { knownEvent, type EventKind } from './eventNames';

interface OrderLine {
  name: string;
  sku: string;
  quantity: number | null;
  /** Of one piece. */
  price: string;
  total: string;
}

interface Fact {
  label: string;
  value: string;
}

export interface EventSummary {
  kind: EventKind;
  /** What happened: "Order 572053 placed". */
  title: string;
  /** What with: a page's title, a product, a comment. */
  detail: string;
  /** Sum of money in the reader's way; empty when the event has none. */
  amount: string;
  lines: OrderLine[];
  facts: Fact[];
}

export interface SummaryWords {
  /** Words of the namespace `profiles`. */
  t: TFunction<'profiles'>;
  format: Format;
  label: (trait: string) => string;
  text: (trait: string, value: unknown) => string;
}

type Properties = Readonly<Record<string, unknown>>;

/** What an event says, in a person's words. `before` is an earlier event of the same record, from which an `identify` shows what it changed. */
export function summarise(event: TimelineEvent, words: SummaryWords, before?: TimelineEvent): EventSummary {
  const body = asObject(event.body);
  const properties = asObject(body.properties);
  switch (event.type) {
    case 'identify': return identify(body, words, before && asObject(before.body));
    case 'page': case 'screen': return view(event, properties, words);
    case 'group': return group(body, words);
    case 'alias': return empty('data', words.t('profiles:events.alias'));
    default: return track(event, properties, words);
  }
}

const empty = (kind: EventKind, title: string): EventSummary => ({ kind, title, detail: '', amount: '', lines: [], facts: [] });

function group(body: Properties, words: SummaryWords): EventSummary {
  const traits = asObject(body.traits);
  const name = textOf(traits, 'name') || textOf(traits, 'company');
  return { ...empty('group', words.t('profiles:events.group')), detail: name || string(body.groupId), facts: facts(Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== name)), words) };
}

function identify(body: Properties, words: SummaryWords, before?: Properties): EventSummary {
  const { t } = words;
  const traits = traitsOf(body);
  const earlier = before && traitsOf(before);
  const changed = Object.entries(traits).filter(([name, value]) => !earlier || JSON.stringify(earlier[name]) !== JSON.stringify(value));
  if (changed.length === 0) return empty('data', t('profiles:events.dataAgain'));
  return { ...empty('data', earlier ? t('profiles:events.dataChanged') : t('profiles:events.data')), facts: facts(Object.fromEntries(changed), words) };
}

function traitsOf(body: Properties): Properties {
  return { ...asObject(asObject(body.context).traits), ...asObject(body.traits) };
}

function view(event: TimelineEvent, properties: Properties, { t }: SummaryWords): EventSummary {
  const body = asObject(event.body);
  const page = { ...asObject(asObject(body.context).page), ...properties };
  const name = string(page.title) || event.event || string(body.name) || string(page.name);
  const address = string(page.url) || string(page.path);
  return { ...empty('page', event.type === 'screen' ? t('profiles:events.screen') : t('profiles:events.page')), detail: name && address ? `${name} · ${address}` : name || address };
}

function track(event: TimelineEvent, properties: Properties, words: SummaryWords): EventSummary {
  const name = event.event ?? '';
  const known = knownEvent(name);
  if (!known) return { ...empty('event', name || words.t('profiles:events.unnamed')), amount: amount(properties, words.format), facts: facts(properties, words).slice(0, 6) };
  const title = words.t(`profiles:events.names.${known.word}`);
  const summary = { ...empty(known.kind, title), amount: known.kind === 'product' ? price(properties, words.format) : amount(properties, words.format) };
  switch (known.kind) {
    case 'order': case 'refund': return { ...summary, title: withId(title, orderId(properties)), lines: orderLines(properties, words.format), facts: orderFacts(properties, words) };
    case 'cart': return { ...summary, detail: product(properties) || string(properties.coupon_name) || string(properties.coupon_id) || string(properties.coupon), lines: orderLines(properties, words.format), amount: summary.amount || price(properties, words.format) };
    case 'product': return { ...summary, detail: [product(properties), string(properties.review_body)].filter(Boolean).join(' · ') };
    case 'search': return { ...summary, detail: string(properties.query) || string(properties.category) || string(properties.list_id) };
    case 'promotion': return { ...summary, detail: string(properties.name) || string(properties.promotion_id) };
    case 'call': return call(summary, properties, words);
    case 'ticket': return { ...summary, title: withId(title, string(properties.ticket_id) || string(properties.id)), detail: string(properties.subject) || string(properties.topic) || string(properties.ticket_name) };
    case 'message': return { ...summary, detail: string(properties.email_subject) || string(properties.subject) || string(properties.campaign_name) || string(properties.message_body) || string(properties.text) || string(asObject(properties.campaign).name) || string(properties.form_name) };
    default: return { ...summary, facts: facts(properties, words).slice(0, 4) };
  }
}

const withId = (title: string, id: string) => (id ? `${title} ${id}` : title);
const orderId = (properties: Properties) => string(properties.order_id) || string(properties.orderId) || string(properties.order_number);

function call(summary: EventSummary, properties: Properties, { t, format }: SummaryWords): EventSummary {
  const direction = string(properties.direction);
  const outcome = string(properties.outcome);
  const seconds = number(properties.durationSeconds) ?? number(properties.duration_seconds) ?? number(properties.duration);
  const title = direction === 'in' ? t('profiles:events.callIn') : direction === 'out' ? t('profiles:events.callOut') : summary.title;
  return {
    ...summary, title, detail: [string(properties.topic), string(properties.comment)].filter(Boolean).join(' · '),
    facts: [
      ...(outcome ? [{ label: t('profiles:events.outcome'), value: t(`profiles:outcomes.${outcome}`, { defaultValue: outcome }) }] : []),
      ...(seconds ? [{ label: t('profiles:events.duration'), value: format.duration(seconds) }] : []),
    ],
  };
}

function orderFacts(properties: Properties, { t, format }: SummaryWords): Fact[] {
  const currency = string(properties.currency) || undefined;
  const money = (key: string) => {
    const value = number(properties[key]);
    return value ? format.money(value, currency) : '';
  };
  return [
    { label: t('profiles:events.discount'), value: money('discount') }, { label: t('profiles:events.shipping'), value: money('shipping') }, { label: t('profiles:events.coupon'), value: string(properties.coupon) },
    { label: t('profiles:events.status'), value: string(properties.status) },
  ].filter((fact) => fact.value !== '');
}

/** Lines of an order or a cart. */
function orderLines(properties: Properties, format: Format): OrderLine[] {
  const products = Array.isArray(properties.products) ? (properties.products as unknown[]) : [];
  const currency = string(properties.currency) || undefined;
  return products.map(asObject).map((line) => {
    const [quantity, price] = [number(line.quantity), number(line.price)];
    return {
      name: product(line), sku: string(line.sku) || string(line.product_id), quantity,
      price: price === null ? '' : format.money(price, string(line.currency) || currency),
      total: price === null ? '' : format.money(Math.round(price * (quantity ?? 1) * 100) / 100, string(line.currency) || currency),
    };
  });
}

const product = (properties: Properties) => string(properties.name) || string(properties.product_name) || string(properties.sku) || string(properties.product_id);

function amount(properties: Properties, format: Format): string {
  const value = number(properties.total) ?? number(properties.revenue) ?? number(properties.value) ?? number(properties.amount);
  return value === null ? '' : format.money(value, string(properties.currency) || undefined);
}

function price(properties: Properties, format: Format): string {
  const value = number(properties.price);
  return value === null ? '' : format.money(value * (number(properties.quantity) ?? 1), string(properties.currency) || undefined);
}

function facts(values: Properties, { label, text }: SummaryWords): Fact[] {
  return Object.entries(values).map(([name, value]) => ({ label: label(name), value: text(name, value) })).filter((fact) => fact.value !== '');
}

function asObject(value: unknown): Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Properties) : {};
}

// Senders write numbers as texts and texts as numbers.
function string(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

function number(value: unknown): number | null {
  const parsed = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  return Number.isFinite(parsed) ? parsed : null;
}
