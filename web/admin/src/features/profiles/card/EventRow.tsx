import { CodeOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JsonView } from '@/components/JsonView';
import { SourceTag } from '@/components/SourceTag';
import { dateFormat } from '@/lib/format/format';
import { useFormat } from '@/lib/format/useFormat';
import { summarise, type EventSummary } from '../logic/eventSummary';
import { manualSource } from '../logic/provenance';
import type { TimelineEvent } from '../types';
import type { useTraits } from '../useTraits';
import { EventIcon } from './EventIcon';
import styles from './card.module.css';

/** Lines of an order shown before the rest is asked for. */
const linesMax = 3;

/** Facts shown before the rest is asked for. */
const factsMax = 6;

interface EventRowProps {
  event: TimelineEvent;
  before?: TimelineEvent;
  traits: ReturnType<typeof useTraits>;
  sourceName: (key: string) => string;
  /** Shows the day instead of the time, where events of many days stand together. */
  isDated?: boolean;
}

/** An event in a person's words; its JSON on demand. */
export function EventRow({ event, before, traits, sourceName, isDated }: EventRowProps) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const [raw, setRaw] = useState(false);
  const [all, setAll] = useState(false);
  const summary = summarise(event, { t, format, label: traits.label, text: traits.text }, before);
  const time = dateFormat(format.locale, isDated ? { day: '2-digit', month: '2-digit', year: '2-digit' } : { timeStyle: 'short' }).format(new Date(event.occurredAt));
  const hidden = Math.max(0, summary.lines.length - linesMax) + Math.max(0, summary.facts.length - factsMax);
  return (
    <li className={styles.event} data-dated={isDated}>
      <Tooltip title={format.exact(event.occurredAt)}><time dateTime={event.occurredAt}>{time}</time></Tooltip>
      <EventIcon kind={summary.kind} />
      <p className={styles.eventTitle}>
        <b translate={summary.kind === 'event' ? 'no' : undefined}>{summary.title}</b>
        {summary.amount && <span className={styles.amount}>{summary.amount}</span>}
      </p>
      <span className={styles.eventSource}>
        {event.source === manualSource && <span className={styles.faint} translate="no">{actorOf(event)}</span>}
        <SourceTag source={event.source} name={sourceName(event.source)} />
        <Tooltip title={t('timeline.raw')}><Button type="text" size="small" icon={<CodeOutlined />} aria-label={t('timeline.raw')} aria-expanded={raw} onClick={() => setRaw(!raw)} /></Tooltip>
      </span>
      <div className={styles.eventBody}>
        {summary.detail && <p className={styles.eventDetail} translate="no">{summary.detail}</p>}
        <Lines summary={summary} all={all} />
        {summary.facts.length > 0 && <p className={styles.facts}>{summary.facts.slice(0, all ? undefined : factsMax).map((fact) => <span key={fact.label}><i translate={summary.kind === 'event' || summary.kind === 'data' || summary.kind === 'group' ? 'no' : undefined}>{fact.label}</i> <span translate="no">{fact.value}</span></span>)}</p>}
        {hidden > 0 && <Button type="link" size="small" className={styles.flush} onClick={() => setAll(!all)}>{all ? t('timeline.fewer') : t('timeline.moreOf', { count: hidden })}</Button>}
        {raw && <JsonView text={JSON.stringify(event.body)} label={t('timeline.raw')} />}
      </div>
    </li>
  );
}

function Lines({ summary, all }: { summary: EventSummary; all: boolean }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  if (summary.lines.length === 0) return null;
  return (
    <table className={styles.lines}>
      <thead className="visually-hidden"><tr><th>{t('events.product')}</th><th>{t('events.quantity')}</th><th>{t('events.sum')}</th></tr></thead>
      <tbody>
        {summary.lines.slice(0, all ? undefined : linesMax).map((line, at) => (
          <tr key={at}>
            <td translate="no">{line.name}</td>
            <td>{line.quantity !== null && `${format.number(line.quantity)} ${line.price && `× ${line.price}`}`}</td>
            <td>{line.total}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// Events that people state here say in their context who did.
function actorOf(event: TimelineEvent): string {
  const name = (event.body as { context?: { actor?: { name?: unknown } } } | null)?.context?.actor?.name;
  return typeof name === 'string' ? name : '';
}
