import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTraits } from '@/features/profiles/public';
import type { EventFilter, EventKind, PropertyTest } from '../logic/form';
import { newId, opsOf, newTest } from '../logic/form';
import { useWords } from '../useWords';
import styles from './builder.module.css';
import { Choice, Line, Word } from './fields';
import { PathField } from './PathField';
import { TestFields } from './TestFields';
import { useSeen, type SeenEvent } from './useSeen';

/** A trait of the catalogue, by its label. */
export function TraitField({ value, kind, onChange }: { value: string; kind: 'person' | 'account'; onChange: (name: string, type: string) => void }) {
  const { t } = useTranslation('segments');
  const traits = useTraits(kind);
  const options = useMemo(() => traits.list.map(({ name, type }) => ({ value: name, label: traits.label(name), type })).sort((a, b) => traits.order(a.value, b.value)), [traits]);
  return (
    <Select showSearch={{ filterOption: (text, option) => matches(text, option?.label, option?.value) }} aria-label={t('field.trait')} placeholder={t('field.trait')} value={value || undefined} options={options} status={value === '' ? 'warning' : undefined}
      onChange={(name: string) => onChange(name, traits.find(name)?.type ?? 'mixed')} popupMatchSelectWidth={false} className={styles.named} labelRender={({ label, value: name }) => <span translate="no">{label ?? name}</span>} />
  );
}

const matches = (text: string, ...values: unknown[]) => values.some((value) => typeof value === 'string' && value.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()));

const kinds: EventKind[] = ['track', 'page', 'screen'];

/** Which events: their kind, their names, and what holds of their properties. */
export function FilterFields({ filter, onChange, children }: { filter: EventFilter; onChange: (filter: EventFilter) => void; children?: React.ReactNode }) {
  const { t } = useTranslation('segments');
  const words = useWords();
  const seen = useSeen();
  const options = useMemo(() => [
    { value: '*', label: t(`sentence.anything_${filter.kind}`), count: '' },
    ...seen.filter((event) => event.kind === filter.kind && event.name !== '').map(({ name, count }) => ({ value: name, label: words.event(name), count: words.format.compact(count) })),
  ], [seen, filter.kind, words, t]);
  const choose = (names: string[]) => {
    const wantsAll = names.at(-1) === '*';
    onChange({ ...filter, all: wantsAll, names: wantsAll ? [] : names.filter((name) => name !== '*' && name.trim() !== '') });
  };
  const add = () => onChange({ ...filter, where: [...filter.where, { id: newId(), name: '', path: [], test: { op: 'is', texts: [] } }] });
  return (
    <>
      <Line>
        <Choice<EventKind> label={t('field.kind')} value={filter.kind} onChange={(kind) => onChange({ ...filter, kind, names: [] })} options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
        <Select<string[]> mode="tags" aria-label={t('field.event')} placeholder={t('field.event')} value={filter.all ? ['*'] : filter.names} onChange={choose} options={options} className={styles.events} popupMatchSelectWidth={false} labelRender={({ label, value }) => <span translate={value === '*' ? undefined : 'no'}>{label ?? value}</span>}
          optionRender={({ data, label }) => <span className={styles.option}><span>{label}</span>{data.value !== '*' && data.value !== label && <code>{data.value}</code>}<small>{data.count}</small></span>}
          showSearch={{ filterOption: (text, option) => matches(text, option?.label, option?.value) }} status={!filter.all && filter.names.length === 0 ? 'warning' : undefined} />
        {children}
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
  return (
    <AutoComplete aria-label={t('field.property')} placeholder={t('field.property')} value={value} onChange={(name: string) => onChange(name ?? '', types.get(name) ?? 'mixed')} status={value === '' ? 'warning' : undefined} className={styles.text} popupMatchSelectWidth={false}
      options={options.map(({ value: name, label }) => ({ value: name, label: <span className={styles.option}><span>{label}</span>{label !== name && <code>{name}</code>}</span> }))}
      showSearch={{ filterOption: (text, option) => matches(text, option?.value, words.property(option?.value ?? '')) }} />
  );
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
