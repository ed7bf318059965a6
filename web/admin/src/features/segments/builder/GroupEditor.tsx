import { CloseOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Select, Tooltip } from 'antd';
import { createContext, use, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleProblem } from '../api';
import { isGroup, type Condition, type Group, type Leaf, type Mode, type Node } from '../logic/form';
import { AddMenu } from './AddMenu';
import styles from './builder.module.css';
import { ComputedFields, EventFields, IdentifierFields, JsonFields, SampleFields, SegmentFields, SequenceFields, TraitFields } from './ConditionFields';
import { Choice, Line } from './fields';

/** What all parts of a builder share. */
export interface BuilderContext {
  /** The segment that is being changed; null for a new one. */
  own: string | null;
  /** What the server says of a node. */
  faults: ReadonlyMap<string, RuleProblem[]>;
  change: (id: string, change: (node: Node) => Node) => void;
  remove: (from: string, id: string) => void;
  add: (to: string, node: Node) => void;
  duplicate: (to: string, node: Node) => void;
}

export const Building = createContext<BuilderContext | null>(null);

export function useBuilding(): BuilderContext {
  const building = use(Building);
  if (!building) throw new Error('No Building above.');
  return building;
}

const modes: Mode[] = ['all', 'any', 'none', 'notAll'];

interface GroupEditorProps {
  group: Group;
  isRoot?: boolean;
  /** Of an account only traits are asked. */
  kind?: 'person' | 'account';
  onMode: (mode: Mode) => void;
  actions?: ReactNode;
}

/** Conditions that are joined, and groups of them within. */
export function GroupEditor({ group, isRoot = false, kind = 'person', onMode, actions }: GroupEditorProps) {
  const { t } = useTranslation('segments');
  const { add, faults } = useBuilding();
  const joint = t(group.mode === 'all' || group.mode === 'notAll' ? 'joint.and' : 'joint.or');
  return (
    <div className={isRoot ? styles.root : styles.group} role="group" aria-label={isRoot ? t('rule.label') : t('group.label')}>
      {(group.children.length > 1 || group.mode === 'none' || group.mode === 'notAll' || !isRoot) && (
        <div className={styles.groupHead}>
          <Select<Mode> aria-label={t('group.mode')} value={group.mode} onChange={onMode} options={modes.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))} popupMatchSelectWidth={false} />
          {actions && <span className={styles.actions}>{actions}</span>}
        </div>
      )}
      <Faults of={faults.get(group.id)} />
      {group.children.length > 0 && (
        <ul className={styles.children}>
          {group.children.map((child, at) => (
            <li key={child.id} data-node={child.id}>
              {at > 0 && <span className={styles.joint} aria-hidden="true">{joint}</span>}
              <NodeEditor node={child} parent={group.id} kind={kind} />
            </li>
          ))}
        </ul>
      )}
      {isRoot && group.children.length === 0 && <p className={styles.none}>{t(group.mode === 'all' || group.mode === 'none' ? 'rule.everybody' : 'rule.nobody')}</p>}
      <AddMenu to={group.id} kind={kind} isFirst={isRoot && group.children.length === 0} onAdd={(node) => add(group.id, node)} />
    </div>
  );
}

function NodeEditor({ node, parent, kind }: { node: Node; parent: string; kind: 'person' | 'account' }) {
  const { t } = useTranslation('segments');
  const { change, duplicate, remove } = useBuilding();
  const actions = (
    <>
      <Tooltip title={t('condition.copy')}><Button type="text" size="small" icon={<CopyOutlined />} aria-label={t('condition.copy')} onClick={() => duplicate(parent, node)} /></Tooltip>
      <Tooltip title={isGroup(node) ? t('group.remove') : t('condition.remove')}><Button type="text" size="small" icon={<CloseOutlined />} aria-label={isGroup(node) ? t('group.remove') : t('condition.remove')} onClick={() => remove(parent, node.id)} /></Tooltip>
    </>
  );
  if (isGroup(node)) return <GroupEditor group={node} kind={kind} actions={actions} onMode={(mode) => change(node.id, (now) => ({ ...(now as Group), mode }))} />;
  return <LeafEditor leaf={node} kind={kind} actions={actions} />;
}

function LeafEditor({ leaf, kind, actions }: { leaf: Leaf; kind: 'person' | 'account'; actions: ReactNode }) {
  const { t } = useTranslation('segments');
  const { change, faults } = useBuilding();
  const { about } = leaf.condition;
  const word = kind === 'account' ? 'company' : about;
  const wrong = faults.get(leaf.id);
  const lead = (
    <Choice<'yes' | 'no'> label={t('condition.whether')} value={leaf.negated ? 'no' : 'yes'} onChange={(which) => change(leaf.id, (node) => ({ ...(node as Leaf), negated: which === 'no' }))}
      options={[{ value: 'yes', label: t(`whether.${word}.yes`) }, { value: 'no', label: t(`whether.${word}.no`) }]} />
  );
  const put = (condition: Condition) => change(leaf.id, (node) => ({ ...(node as Leaf), condition }));
  return (
    <div className={styles.leaf} data-wrong={wrong ? true : undefined} role="group" aria-label={t(`about.${word}`)}>
      <div className={styles.fields}><Fields condition={leaf.condition} kind={kind} lead={lead} onChange={put} /></div>
      <span className={styles.actions}>{actions}</span>
      <Faults of={wrong} />
    </div>
  );
}

function Faults({ of }: { of?: readonly RuleProblem[] }) {
  const { t } = useTranslation('segments');
  if (!of || of.length === 0) return null;
  return <ul className={styles.faults} role="alert">{of.map(({ pointer, code, detail }) => <li key={pointer + detail}>{t(`fault.${code}`)}. <span lang="en">{detail}</span></li>)}</ul>;
}

function Fields({ condition, kind, lead, onChange }: { condition: Condition; kind: 'person' | 'account'; lead: ReactNode; onChange: (condition: Condition) => void }) {
  const { own, change } = useBuilding();
  switch (condition.about) {
    // A condition on an account has no other about, whatever its group is of.
    case 'trait': return <TraitFields condition={condition} kind={kind} lead={lead} onChange={onChange} />;
    case 'computed': return <ComputedFields condition={condition} lead={lead} onChange={onChange} />;
    case 'identifier': return <IdentifierFields condition={condition} lead={lead} onChange={onChange} />;
    case 'segment': return <SegmentFields condition={condition} own={own} lead={lead} onChange={onChange} />;
    case 'sample': return <SampleFields condition={condition} lead={lead} onChange={onChange} />;
    case 'event': return <EventFields condition={condition} lead={lead} onChange={onChange} />;
    case 'sequence': return <SequenceFields condition={condition} lead={lead} onChange={onChange} />;
    case 'account': return <><Line>{lead}</Line><GroupEditor group={condition.group} kind="account" onMode={(mode) => change(condition.group.id, (node) => ({ ...(node as Group), mode }))} /></>;
    case 'json': return <JsonFields condition={condition} lead={lead} onChange={onChange} />;
  }
}
