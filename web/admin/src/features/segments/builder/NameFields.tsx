import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTraits } from '@/features/profiles/public';
import type { EventFilter, EventKind, PropertyTest } from '../logic/form';
import { newId, opsOf, newTest } from '../logic/form';
import { useWords } from '../useWords';
import styles from './builder.module.css';
import { Choice, Line, Word } from './fields';
import { matches, NameChoice, OptionLine, type Choosable } from './NameChoice';
import { PathField } from './PathField';
import { TestFields } from './TestFields';
import { useSeen, type SeenEvent } from './useSeen';

/** A trait of the catalogue, by its label. */
export function TraitField({ value, kind, onChange }: { value: string; kind: 'person' | 'account'; onChange: (name: string, type: string) => void }) {
  const { t } = useTranslation('segments');
  const traits = useTraits(kind);
  const options = useMemo(() => traits.list.map(({ name }) => ({ value: name, label: traits.label(name) })).sort((a, b) => traits.order(a.value, b.value)), [traits]);
  return <NameChoice label={t('field.trait')} value={value} options={options} onChange={(name) => onChange(name, traits.find(name)?.type ?? 'mixed')} nameOf={traits.label} />;
}

const kinds: EventKind[] = ['track', 'page', 'screen'];

/** Which events: their kind, their names, and what holds of their properties. */
export function FilterFields({ filter, lead, onChange }: { filter: EventFilter; /** What stands before them in their line. */ lead?: ReactNode; onChange: (filter: EventFilter) => void }) {
  const { t } = useTranslation('segments');
  const words = useWords();
  const seen = useSeen();
  const options = useMemo<Choosable[]>(() => [
    { value: '*', label: t(`sentence.anything_${filter.kind}`) },
    ...seen.filter((event) => event.kind === filter.kind && event.name !== '').map(({ name, count }) => ({ value: name, label: words.event(name), note: words.format.compact(count) })),
  ], [seen, filter.kind, words, t]);
  const choose = (names: string[]) => {
    const wantsAll = names.at(-1) === '*';
    onChange({ ...filter, all: wantsAll, names: wantsAll ? [] : names.filter((name) => name !== '*' && name.trim() !== '') });
  };
  const add = () => onChange({ ...filter, where: [...filter.where, { id: newId(), name: '', path: [], test: { op: 'is', texts: [] } }] });
  return (
    <>
      <Line>
        {lead}
        <Choice<EventKind> label={t('field.kind')} value={filter.kind} onChange={(kind) => onChange({ ...filter, kind, names: [] })} options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
        <Select<string[], Choosable> mode="tags" aria-label={t('field.event')} placeholder={t('field.event')} value={filter.all ? ['*'] : filter.names} onChange={choose} options={options} className={styles.events} popupMatchSelectWidth={false}
          labelRender={({ value }) => (value === '*' ? t(`sentence.anything_${filter.kind}`) : <span translate="no">{words.event(String(value))}</span>)}
          optionRender={({ data }) => <OptionLine option={data.value === '*' ? { value: data.label, label: data.label } : data} />}
          showSearch={{ filterOption: (text, option) => option !== undefined && matches(text, option.label, option.value) }} status={!filter.all && filter.names.length === 0 ? 'warning' : undefined} />
        <Button type="link" size="small" icon={<PlusOutlined />} onClick={add} className={styles.more}>{t('field.addWhere')}</Button>
      </Line>
      {filter.where.map((one) => (
        <PropertyLine key={one.id} property={one} events={eventsOf(seen, filter)} onChange={(next) => onChange({ ...filter, where: filter.where.map((other) => (other.id === one.id ? next : other)) })}
          onRemove={() => onChange({ ...filter, where: filter.where.filter((other) => other.id !== one.id) })} />
      ))}
    </>
  );
}

const eventsOf = (seen: readonly SeenEvent[], { kind, all, names }: EventFilter) => seen.filter((event) => event.kind === kind && (all || names.includes(event.name)));

/** The name of a property, out of those that such events have. */
export function PropertyField({ value, events, numbersFirst, onChange }: { value: string; events: readonly SeenEvent[]; numbersFirst?: boolean; onChange: (name: string, type: string) => void }) {
  const { t } = useTranslation('segments');
  const words = useWords();
  const types = useMemo(() => new Map(events.flatMap((event) => event.properties.map((property) => [property.name, property.type] as const))), [events]);
  const options = [...types].sort(([, a], [, b]) => (numbersFirst ? Number(b === 'number') - Number(a === 'number') : 0)).map(([name]) => ({ value: name, label: words.property(name) }));
  return <NameChoice label={t('field.property')} value={value} options={options} onChange={(name) => onChange(name, types.get(name) ?? 'mixed')} nameOf={words.property} />;
}

function PropertyLine({ property, events, onChange, onRemove }: { property: PropertyTest; events: readonly SeenEvent[]; onChange: (property: PropertyTest) => void; onRemove: () => void }) {
  const { t } = useTranslation('segments');
  const type = events.flatMap((event) => event.properties).find((one) => one.name === property.name)?.type ?? 'mixed';
  const choose = (name: string, chosen: string) => {
    const { usual } = opsOf(chosen);
    onChange({ ...property, name, path: [], test: usual.includes(property.test.op) ? property.test : newTest(usual[0]!, property.test) });
  };
  return (
    <Line>
      <Word>{t('field.where')}</Word>
      <PropertyField value={property.name} events={events} onChange={choose} />
      <PathField path={property.path} offer={type === 'object' || type === 'array'} onChange={(path) => onChange({ ...property, path })} />
      <TestFields test={property.test} type={property.path.length > 0 ? 'mixed' : type} onChange={(test) => onChange({ ...property, test })} />
      <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('field.removeWhere')} onClick={onRemove} />
    </Line>
  );
}
