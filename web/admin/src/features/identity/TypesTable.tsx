import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useIdentifierTypes } from '@/lib/useIdentifierTypes';
import { limitMax, priorityMax, typeNamePattern, type Rules, type TypeRule } from './api';
import { isPattern } from './changes';
import styles from './identity.module.css';

interface PartProps {
  before: Rules;
  draft: Rules;
  onChange: (rules: Rules) => void;
  readOnly: boolean;
}

/** Types of identifiers, the strongest first. */
export function TypesTable({ before, draft, onChange, readOnly }: PartProps) {
  const { t } = useTranslation('identity');
  const [adding, setAdding] = useState(false);
  const change = (name: string, part: Partial<TypeRule>) => onChange({ ...draft, types: draft.types.map((type) => (type.name === name ? { ...type, ...part } : type)) });
  return (
    <Panel flush title={t('types.title')} text={t('types.text')} actions={!readOnly && <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('types.add')}</Button>}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr><th scope="col">{t('column.type')}</th><th scope="col">{t('column.priority')}</th><th scope="col">{t('column.limit')}</th><th scope="col">{t('column.shared')}</th><th scope="col">{t('column.blocked')}</th></tr>
          </thead>
          <tbody>{draft.types.map((type) => <Row key={type.name} type={type} before={before.types.find((known) => known.name === type.name)} readOnly={readOnly} onChange={(part) => change(type.name, part)} />)}</tbody>
        </table>
      </div>
      <label className={styles.cap} data-changed={draft.recordsPerProfileMax !== before.recordsPerProfileMax}>
        <span>{t('cap.label')}<small>{t('cap.help')}</small></span>
        <InputNumber min={1} max={limitMax} precision={0} value={draft.recordsPerProfileMax} disabled={readOnly} onChange={(value) => onChange({ ...draft, recordsPerProfileMax: value ?? before.recordsPerProfileMax })} />
      </label>
      <NewType open={adding} taken={draft.types.map((type) => type.name)} onClose={() => setAdding(false)} onAdd={(name) => onChange({ ...draft, types: [...draft.types, { name, priority: 300, limit: 5, shared: false, blocked: [] }] })} />
    </Panel>
  );
}

function Row({ type, before, readOnly, onChange }: { type: TypeRule; before?: TypeRule; readOnly: boolean; onChange: (part: Partial<TypeRule>) => void }) {
  const { t } = useTranslation('identity');
  const typeName = useIdentifierTypes();
  const name = typeName(type.name);
  return (
    <tr data-new={!before}>
      <th scope="row">{name}<code>{type.name}</code></th>
      <td data-changed={before && before.priority !== type.priority}>
        <InputNumber min={0} max={priorityMax} precision={0} value={type.priority} disabled={readOnly} aria-label={`${name}: ${t('column.priority')}`} onChange={(value) => onChange({ priority: value ?? before?.priority ?? 0 })} />
      </td>
      <td data-changed={before && before.limit !== type.limit}>
        <InputNumber min={1} max={limitMax} precision={0} value={type.limit} disabled={readOnly} aria-label={`${name}: ${t('column.limit')}`} onChange={(value) => onChange({ limit: value ?? before?.limit ?? 1 })} />
      </td>
      <td data-changed={before && before.shared !== type.shared}><Switch size="small" checked={type.shared} disabled={readOnly} aria-label={`${name}: ${t('column.shared')}`} onChange={(shared) => onChange({ shared })} /></td>
      <td data-changed={before && before.blocked.join('\n') !== type.blocked.join('\n')}>
        <Select mode="tags" className={styles.wide} value={type.blocked} disabled={readOnly} open={false} suffixIcon={null} tokenSeparators={['\n', ',']} placeholder={readOnly ? '–' : type.name === 'email' ? t('blocked.placeholder') : undefined} maxTagCount="responsive"
          aria-label={`${name}: ${t('column.blocked')}`} onChange={(values: string[]) => onChange({ blocked: [...new Set(values.map((value) => value.trim()).filter(isPattern))] })} />
      </td>
    </tr>
  );
}

function NewType({ open, taken, onClose, onAdd }: { open: boolean; taken: string[]; onClose: () => void; onAdd: (name: string) => void }) {
  const { t } = useTranslation('identity');
  const [name, setName] = useState('');
  const fault = name === '' ? null : taken.includes(name) ? t('types.taken') : typeNamePattern.test(name) ? null : t('types.rule');
  const close = () => {
    setName('');
    onClose();
  };
  const add = () => {
    if (name === '' || fault) return;
    onAdd(name);
    close();
  };
  return (
    <Modal open={open} title={t('types.add')} okText={t('app:add')} cancelText={t('app:cancel')} okButtonProps={{ disabled: name === '' || fault !== null }} onCancel={close} onOk={add} destroyOnHidden width={440}>
      <label className={styles.field}>{t('types.name')}<Input autoFocus value={name} maxLength={40} status={fault ? 'error' : undefined} onChange={(event) => setName(event.target.value)} onPressEnter={add} spellCheck={false} /></label>
      <p className={styles.help} data-fault={fault !== null}>{fault ?? <>{t('types.nameHelp')} <code>vk_id</code></>}</p>
    </Modal>
  );
}
