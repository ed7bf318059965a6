import { Alert, Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JsonView } from '@/components/JsonView';
import { Naming } from '@/components/Naming';
import { useConfirm } from '@/components/useConfirm';
import { useNarrow } from '@/components/useNarrow';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { keyOf } from '@/lib/keys';
import { useSession } from '@/lib/session';
import { nameLengthMax } from '../api';
import { Choice, Line, WindowField } from '../builder/fields';
import { FilterFields, PropertyField } from '../builder/NameFields';
import { PathField } from '../builder/PathField';
import { useSeen } from '../builder/useSeen';
import { aggregates, fromFormula, newFormula, takesValue, toFormula, type Aggregate, type Formula } from '../logic/formula';
import styles from '../segments.module.css';
import { computedTypes, useRemoveComputed, useSaveComputed, type Computed, type ComputedType } from './api';

interface ComputedDrawerProps {
  open: boolean;
  /** Null for one that is to be made. */
  computed: Computed | null;
  onClose: () => void;
}

/** The form of a computed trait of one's own. */
export function ComputedDrawer({ open, computed, onClose }: ComputedDrawerProps) {
  const { t } = useTranslation('segments');
  const narrow = useNarrow();
  return (
    <Drawer open={open} onClose={onClose} size={narrow ? '100%' : 620} title={computed ? <span translate="no">{computed.name}</span> : t('computed.new')} destroyOnHidden>
      {open && <Defining key={computed?.key ?? ''} computed={computed} onClose={onClose} />}
    </Drawer>
  );
}

function Defining({ computed, onClose }: Omit<ComputedDrawerProps, 'open'>) {
  const { t } = useTranslation('segments');
  const { can } = useSession();
  const { done } = useTold();
  const problem = useProblemText();
  const [name, setName] = useState(computed?.name ?? '');
  const [formula, setFormula] = useState<Formula | null>(() => (computed?.formula ? toFormula(computed.formula) : newFormula()));
  const [type, setType] = useState<ComputedType>(computed?.type ?? 'text');
  const save = useSaveComputed();
  // What has no fields stays as it is, and only its name is changed here.
  const written = formula ? fromFormula(formula) : { formula: computed!.formula!, isWhole: true };
  const key = computed?.key ?? keyOf(name);
  const submit = () => save.mutate({ key, name: name.trim(), formula: written.formula, type: formula && !takesValue(formula.aggregate) ? 'number' : type, version: computed?.version ?? null }, { onSuccess: () => { done(t('computed.saved')); onClose(); } });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit} disabled={!can('segments:write')}>
      <Form.Item label={t('edit.name')} htmlFor="computed-name" extra={key && <code translate="no">{key}</code>}><Input id="computed-name" autoFocus={!computed} value={name} onChange={(event) => setName(event.target.value)} maxLength={nameLengthMax} autoComplete="off" /></Form.Item>
      {formula ? <FormulaFields formula={formula} type={type} onChange={setFormula} onType={setType} /> : <JsonView text={JSON.stringify(computed!.formula)} label={t('computed.formula')} />}
      {save.error && <Alert type="error" showIcon className={styles.gap} title={problem(save.error).title} description={<span lang="en">{problem(save.error).detail}</span>} />}
      {can('segments:write') && <div className={styles.filters}><Button type="primary" htmlType="submit" loading={save.isPending} disabled={name.trim() === '' || key === '' || !written.isWhole}>{t('app:save')}</Button>{computed && <Remove computed={computed} onDone={onClose} />}</div>}
    </Form>
  );
}

function FormulaFields({ formula, type, onChange, onType }: { formula: Formula; type: ComputedType; onChange: (formula: Formula) => void; onType: (type: ComputedType) => void }) {
  const { t } = useTranslation('segments');
  const { filter, aggregate } = formula;
  const seen = useSeen().filter((event) => event.kind === filter.kind && (filter.all || filter.names.includes(event.name)));
  const inside = seen.some((event) => event.properties.some((one) => one.name === formula.property && (one.type === 'array' || one.type === 'object')));
  return (
    <div className={styles.formula} role="group" aria-label={t('computed.formula')}>
      <Line>
        <Choice<Aggregate> label={t('computed.what')} value={aggregate} onChange={(next) => onChange({ ...formula, aggregate: next })} options={aggregates.map((one) => ({ value: one, label: t(`computed.aggregates.${one}`) }))} />
        {aggregate !== 'count' && <PropertyField value={formula.property} events={seen} numbersFirst={!takesValue(aggregate) && aggregate !== 'distinct'} onChange={(property) => onChange({ ...formula, property, path: [] })} />}
        {aggregate !== 'count' && <PathField path={formula.path} offer={inside} onChange={(path) => onChange({ ...formula, path })} />}
        {takesValue(aggregate) && <Choice<ComputedType> label={t('computed.type')} value={type} onChange={onType} options={computedTypes.map((one) => ({ value: one, label: t(`computed.types.${one}`) }))} />}
      </Line>
      <FilterFields filter={filter} onChange={(next) => onChange({ ...formula, filter: next })} />
      <Line><WindowField value={formula.window} onChange={(window) => onChange({ ...formula, window })} /></Line>
    </div>
  );
}

function Remove({ computed, onDone }: { computed: Computed; onDone: () => void }) {
  const { t } = useTranslation('segments');
  const confirm = useConfirm();
  const { done } = useTold();
  const remove = useRemoveComputed();
  const ask = () => confirm({
    title: <Naming phrase={(name) => t('computed.removeTitle', { name })} value={computed.name} />, consequences: [t('computed.removeText')], verb: t('remove.verb'), danger: true,
    action: async () => {
      await remove.mutateAsync(computed.key);
      done(t('computed.removed'));
      onDone();
    },
  });
  return <Button danger onClick={ask}>{t('app:delete')}</Button>;
}
