import { PlusOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTraits } from '@/features/profiles/public';
import { segmentsQuery } from '../api';
import { ComputedField } from '../computed/ComputedField';
import { measures, newStep, newTest, opsOf, type Condition, type Measure, type MeasureKind, type Named, type Step, type Test } from '../logic/form';
import styles from './builder.module.css';
import { AmountField, Choice, Line, NumberField, TextField, WindowField, Word } from './fields';
import { FilterFields, PropertyField, TraitField } from './NameFields';
import { NameChoice } from './NameChoice';
import { PathField } from './PathField';
import { NumberTestFields, TestFields } from './TestFields';
import { useSeen, type SeenEvent } from './useSeen';

type Of<A extends Condition['about']> = Extract<Condition, { about: A }>;

interface FieldsProps<A extends Condition['about']> {
  condition: Of<A>;
  /** What stands before the fields in their line. */
  lead: ReactNode;
  onChange: (condition: Condition) => void;
}

/** A trait by name, then a test of it. */
export function TraitFields({ condition, lead, kind, onChange }: FieldsProps<'trait'> & { kind: 'person' | 'account' }) {
  const { find } = useTraits(kind);
  const type = find(condition.name)?.type ?? 'mixed';
  return (
    <Line>
      {lead}
      <TraitField value={condition.name} kind={kind} onChange={(name, chosen) => onChange({ ...renamed(condition, name, chosen) })} />
      <PathField path={condition.path} offer={type === 'object' || type === 'array' || type === 'mixed'} onChange={(path) => onChange({ ...condition, path })} />
      <TestFields test={condition.test} type={condition.path.length > 0 ? 'mixed' : type} onChange={(test) => onChange({ ...condition, test })} />
    </Line>
  );
}

/** Another value to test: the way of testing stays when it suits the value's type. */
function renamed<T extends Named & { test: Test }>(tested: T, name: string, type: string): T {
  const { usual } = opsOf(type);
  return { ...tested, name, path: [], test: tested.name !== '' && usual.includes(tested.test.op) ? tested.test : newTest(usual[0]!, tested.test) };
}

export function ComputedFields({ condition, lead, onChange }: FieldsProps<'computed'>) {
  return (
    <Line>
      {lead}
      <ComputedField value={condition.name} onChange={(name, type) => onChange(renamed(condition, name, type))}>
        {(type) => <TestFields test={condition.test} type={type} onChange={(test) => onChange({ ...condition, test })} />}
      </ComputedField>
    </Line>
  );
}

const identifierTypes = ['email', 'phone', 'user_id', 'anonymous_id', 'card'] as const;

export function IdentifierFields({ condition, lead, onChange }: FieldsProps<'identifier'>) {
  const { t } = useTranslation('segments');
  const nameOf = (type: string) => ((identifierTypes as readonly string[]).includes(type) ? t(`identifier.${type}`) : type);
  return (
    <Line>
      {lead}
      <NameChoice label={t('field.identifier')} value={condition.type} onChange={(type) => onChange({ ...condition, type })} options={identifierTypes.map((type) => ({ value: type, label: nameOf(type) }))} nameOf={nameOf} />
    </Line>
  );
}

export function SegmentFields({ condition, lead, own, onChange }: FieldsProps<'segment'> & { /** The segment that is being changed, which cannot refer to itself. */ own: string | null }) {
  const { t } = useTranslation('segments');
  const { data } = useQuery(segmentsQuery);
  return (
    <Line>
      {lead}
      <Select showSearch={{ optionFilterProp: 'label' }} aria-label={t('field.segment')} placeholder={t('field.segment')} value={condition.key || undefined} onChange={(key: string) => onChange({ ...condition, key })} status={condition.key === '' ? 'warning' : undefined}
        options={(data ?? []).filter(({ key }) => key !== own).map(({ key, name }) => ({ value: key, label: name }))} popupMatchSelectWidth={false} className={styles.named} labelRender={({ label, value: key }) => <span translate="no">{label ?? key}</span>} />
    </Line>
  );
}

export function SampleFields({ condition, lead, onChange }: FieldsProps<'sample'>) {
  const { t } = useTranslation('segments');
  return (
    <Line>
      {lead}
      <NumberField label={t('field.percent')} value={condition.percent} onChange={(percent) => onChange({ ...condition, percent })} min={0} max={100} />
      <Word>{t('field.percentOf')}</Word>
      <TextField label={t('field.seed')} value={condition.seed} onChange={(seed) => onChange({ ...condition, seed })} optional />
    </Line>
  );
}

export function EventFields({ condition, lead, onChange }: FieldsProps<'event'>) {
  const { filter, measure } = condition;
  const seen = useSeen().filter((event) => event.kind === filter.kind && (filter.all || filter.names.includes(event.name)));
  return (
    <>
      <FilterFields filter={filter} lead={lead} onChange={(next) => onChange({ ...condition, filter: next })} />
      <Line>
        <MeasureFields measure={measure} seen={seen} onChange={(next) => onChange({ ...condition, measure: next })} />
        <WindowField value={condition.window} onChange={(window) => onChange({ ...condition, window })} />
      </Line>
    </>
  );
}

/** What is measured over events, and what it has to be. */
export function MeasureFields({ measure, seen, onChange }: { measure: Measure | null; seen: readonly SeenEvent[]; onChange: (measure: Measure | null) => void }) {
  const { t } = useTranslation('segments');
  const choose = (kind: MeasureKind | 'once') => {
    const test = measure?.test ?? { op: 'atLeast' as const, number: kind === 'times' ? 2 : null };
    if (kind === 'once') onChange(null);
    else if (kind === 'times') onChange({ kind, test });
    else onChange({ kind, test, name: measure && measure.kind !== 'times' ? measure.name : '', path: measure && measure.kind !== 'times' ? measure.path : [] });
  };
  return (
    <>
      <Choice<MeasureKind | 'once'> label={t('field.measure')} value={measure?.kind ?? 'once'} onChange={choose} options={(['once', ...measures] as const).map((kind) => ({ value: kind, label: t(`measure.${kind}`) }))} />
      {measure && measure.kind !== 'times' && (
        <>
          <PropertyField value={measure.name} events={seen} numbersFirst={measure.kind !== 'distinct'} onChange={(name) => onChange({ ...measure, name })} />
          <PathField path={measure.path} offer={seen.some((event) => event.properties.some((one) => one.name === measure.name && (one.type === 'array' || one.type === 'object')))} onChange={(path) => onChange({ ...measure, path })} />
        </>
      )}
      {measure && <NumberTestFields test={measure.test} isWhole={measure.kind === 'times' || measure.kind === 'distinct'} onChange={(test) => onChange({ ...measure, test })} />}
      {measure?.kind === 'times' && <Word>{t('field.times')}</Word>}
    </>
  );
}

const stepsMax = 10;

export function SequenceFields({ condition, lead, onChange }: FieldsProps<'sequence'>) {
  const { t } = useTranslation('segments');
  const { steps } = condition;
  const more = useRef<HTMLButtonElement>(null);
  const put = (id: string, next: Step | null) => onChange({ ...condition, steps: steps.flatMap((step) => (step.id === id ? (next ? [next] : []) : [step])) });
  return (
    <>
      <Line>{lead}</Line>
      <ol className={styles.steps}>
        {steps.map((step, at) => <li key={step.id}><StepFields step={step} at={at} isLast={at === steps.length - 1} canRemove={steps.length > 2} onChange={(next) => { if (next === null) more.current?.focus(); put(step.id, next); }} /></li>)}
      </ol>
      <Line>
        {steps.length < stepsMax && <Button ref={more} size="small" icon={<PlusOutlined />} onClick={() => onChange({ ...condition, steps: [...steps.map((step) => ({ ...step, absent: false })), newStep()] })}>{t('step.add')}</Button>}
        <Word>{t('step.all')}</Word>
        <WindowField value={condition.window} onChange={(window) => onChange({ ...condition, window })} />
      </Line>
    </>
  );
}

function StepFields({ step, at, isLast, canRemove, onChange }: { step: Step; at: number; isLast: boolean; canRemove: boolean; onChange: (step: Step | null) => void }) {
  const { t } = useTranslation('segments');
  return (
    <>
      <Line>
        {at === 0 ? <Word>{t('step.first')}</Word> : isLast
          ? <Choice<'did' | 'didNot'> label={t('step.happened')} value={step.absent ? 'didNot' : 'did'} onChange={(which) => onChange({ ...step, absent: which === 'didNot' })} options={[{ value: 'did', label: t('step.then') }, { value: 'didNot', label: t('step.thenNot') }]} />
          : <Word>{t('step.then')}</Word>}
        {at > 0 && (
          <>
            <Choice<'any' | 'within'> label={t('step.gap')} value={step.within ? 'within' : 'any'} onChange={(which) => onChange({ ...step, within: which === 'any' ? null : { count: 1, unit: 'days' } })} options={[{ value: 'any', label: t('step.anyGap') }, { value: 'within', label: t('step.within') }]} />
            {step.within && <AmountField value={step.within} onChange={(within) => onChange({ ...step, within })} units={['minutes', 'hours', 'days', 'weeks']} />}
          </>
        )}
        {canRemove && <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('step.remove', { number: at + 1 })} onClick={() => onChange(null)} />}
      </Line>
      <FilterFields filter={step.filter} onChange={(filter) => onChange({ ...step, filter })} />
    </>
  );
}

/** A condition that has no fields, as text of JSON. */
export function JsonFields({ condition, lead, onChange }: FieldsProps<'json'>) {
  const { t } = useTranslation('segments');
  return <><Line>{lead}</Line><Input.TextArea aria-label={t('field.json')} value={condition.text} rows={Math.min(16, condition.text.split('\n').length + 1)} onChange={(event) => onChange({ ...condition, text: event.target.value })} spellCheck={false} translate="no" className={styles.json} /></>;
}
