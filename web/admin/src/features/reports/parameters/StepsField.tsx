import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, FilterOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeen } from '@/features/segments/public';
import { useFormat } from '@/lib/format/useFormat';
import { many } from '../logic/parameters';
import { eventName } from '../logic/say';
import { readStep, writeStep, type Step } from '../logic/steps';
import styles from '../reports.module.css';
import type { FieldProps } from './Parameters';
import { WhereField } from './WhereField';

const most = { step: 10, exclude: 5 };

interface StepsFieldProps extends FieldProps {
  parameter: 'step' | 'exclude';
}

/** Steps of a funnel, chosen among events that the base has seen. A step without a name waits here and is not asked yet. */
export function StepsField({ values, set, parameter }: StepsFieldProps) {
  const { t } = useTranslation('reports');
  const kept = many(values, parameter);
  const [steps, setSteps] = useState<Step[]>(() => [...kept.map(readStep), ...(parameter === 'step' ? Array.from({ length: Math.max(0, 2 - kept.length) }, () => ({ event: '' })) : [])]);
  // Where the focus goes from a step that is taken away.
  const more = useRef<HTMLButtonElement>(null);
  const [asked, setAsked] = useState(kept.join('\n'));
  // The address may change from elsewhere: the way back, a link.
  if (asked !== kept.join('\n')) {
    setAsked(kept.join('\n'));
    if (steps.filter(({ event }) => event !== '').map(writeStep).join('\n') !== kept.join('\n')) setSteps(kept.map(readStep));
  }
  const change = (next: Step[]) => {
    setSteps(next);
    set({ [parameter]: next.filter(({ event }) => event.trim() !== '').map(writeStep) });
  };
  const swap = (at: number, to: number) => change(steps.with(at, steps[to]!).with(to, steps[at]!));
  return (
    <fieldset className={styles.steps} data-wide="true">
      <legend>{t(`field.${parameter}`)}</legend>
      {steps.length > 0 && (
        <ol>
          {steps.map((step, at) => (
            // A step has no name of its own but its place.
            <li key={at}>
              <StepRow step={step} label={t(parameter === 'step' ? 'funnel.stepNumber' : 'funnel.excludeNumber', { number: at + 1 })} onChange={(next) => change(steps.with(at, next))} />
              <span className={styles.stepButtons}>
                {parameter === 'step' && <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t('funnel.up', { number: at + 1 })} disabled={at === 0} onClick={() => swap(at, at - 1)} />}
                {parameter === 'step' && <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={t('funnel.down', { number: at + 1 })} disabled={at === steps.length - 1} onClick={() => swap(at, at + 1)} />}
                <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('funnel.remove', { number: at + 1 })} onClick={() => { more.current?.focus(); change(steps.toSpliced(at, 1)); }} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {steps.length < most[parameter] && <Button ref={more} type="dashed" size="small" icon={<PlusOutlined />} onClick={() => setSteps([...steps, { event: '' }])}>{t(`funnel.add_${parameter}`)}</Button>}
    </fieldset>
  );
}

function StepRow({ step, label, onChange }: { step: Step; label: string; onChange: (step: Step) => void }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(Boolean(step.where));
  const events = useSeen().filter((event) => event.kind === 'track' && event.name !== '');
  const keep = (event: string) => {
    setTyped(null);
    if (event.trim() !== step.event) onChange({ event: event.trim() });
  };
  /** The word for an event that has one; nothing where it says the same. */
  const word = (event: string) => { const { text, isData } = eventName({ t }, event); return isData || text.toLowerCase() === event.toLowerCase() ? '' : text; };
  const properties = events.find((event) => event.name === step.event)?.properties ?? [];
  return (
    <div className={styles.stepRow}>
      <AutoComplete aria-label={label} placeholder={t('funnel.choose')} value={typed ?? step.event} onChange={setTyped} onSelect={keep} onBlur={() => { if (typed !== null) keep(typed); }} onInputKeyDown={(event) => { if (event.key === 'Enter' && typed !== null) keep(typed); }}
        showSearch={{ filterOption: (text, option) => typed === null || String(option?.value).toLowerCase().includes(text.toLowerCase()) }}
        options={events.map((event) => ({ value: event.name, label: <span className={styles.eventOption}><span translate="no">{event.name}</span><small>{word(event.name)} {format.compact(event.count)}</small></span> }))} />
      {word(step.event) && <span className={styles.faint}>{word(step.event)}</span>}
      {step.event !== '' && !open && <Button type="text" size="small" icon={<FilterOutlined />} onClick={() => setOpen(true)}>{t('funnel.where')}</Button>}
      {step.event !== '' && open && <WhereField where={step.where ?? []} properties={properties} onChange={(where) => { onChange({ event: step.event, where }); if (where.length === 0) setOpen(false); }} />}
    </div>
  );
}
