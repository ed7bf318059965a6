import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useTold } from '@/components/useTold';
import { useSession } from '@/lib/session';
import { useChangeImport, type Column, type Import, type ImportKind, type Reading } from './api';
import styles from './imports.module.css';
import { faults, mapWith, targetOf, type MappingFault } from './mapping';
import { ReadingOptions } from './ReadingOptions';
import { TargetChoice } from './TargetChoice';
import { useFieldName } from './useNames';

/** Columns of the file, what is in them, and where each goes. */
export function Mapping({ of }: { of: Import }) {
  const { t } = useTranslation('imports');
  const { can } = useSession();
  const { failed } = useTold();
  const change = useChangeImport(of.id);
  const [changes, setChanges] = useState<ReadonlyMap<string, string>>(new Map());
  const [options, setOptions] = useState<Reading>(of.options);
  const kind = of.kind as ImportKind;
  const found = faults(kind, of.columns, changes);
  const optionsChanged = JSON.stringify(options) !== JSON.stringify(of.options);
  const changed = changes.size > 0 || optionsChanged;
  const canWrite = can('imports:write');

  const save = () => change.mutateAsync({ verb: 'mapping', map: mapWith(of.map, changes), options: optionsChanged ? options : null });
  const doThen = async (verb?: 'dry-run' | 'start') => {
    try {
      if (changed) await save();
      if (verb) await change.mutateAsync({ verb });
    } catch (error) {
      failed(error);
    }
  };
  const buttons = canWrite && (
    <>
      {changed && <Button onClick={() => { setChanges(new Map()); setOptions(of.options); }}>{t('map.reset')}</Button>}
      {optionsChanged && <Button onClick={() => void doThen()}>{t('map.readAgain')}</Button>}
      <Button type={of.dryRun && !changed ? 'default' : 'primary'} disabled={found.length > 0} loading={change.isPending} onClick={() => void doThen('dry-run')}>{of.dryRun ? t('map.checkAgain') : t('map.check')}</Button>
    </>
  );
  return (
    <Panel flush title={t('map.title')} text={t('map.text')} actions={buttons}>
      {found.length > 0 && <Alert className={styles.faults} type="warning" showIcon title={<Faults found={found} />} />}
      <table className={styles.map}>
        <thead><tr><th scope="col">{t('map.column')}</th><th scope="col">{t('map.samples')}</th><th scope="col">{t('map.target')}</th></tr></thead>
        <tbody>
          {of.columns.map((column) => (
            <Row key={column.column} kind={kind} column={column} target={targetOf(column, changes)} disabled={!canWrite || change.isPending}
              fault={found.some((fault) => fault.kind === 'twice' && fault.target === targetOf(column, changes))} changed={changes.has(column.column)}
              onChange={(target) => {
                const next = new Map(changes);
                if (target === (column.target ?? '')) next.delete(column.column);
                else next.set(column.column, target);
                setChanges(next);
              }} />
          ))}
        </tbody>
      </table>
      <ReadingOptions kind={kind} format={of.format} value={options} onChange={setOptions} disabled={!canWrite} />
    </Panel>
  );
}

function Faults({ found }: { found: MappingFault[] }) {
  const { t } = useTranslation('imports');
  const fieldName = useFieldName();
  return <>{found.map((fault) => <div key={JSON.stringify(fault)}>{fault.kind === 'twice' ? t('map.twice', { target: fieldName(fault.target) }) : t(`map.missing.${fault.what}`)}</div>)}</>;
}

interface RowProps {
  kind: ImportKind;
  column: Column;
  target: string;
  fault: boolean;
  changed: boolean;
  disabled: boolean;
  onChange: (target: string) => void;
}

function Row({ kind, column, target, fault, changed, disabled, onChange }: RowProps) {
  const { t } = useTranslation('imports');
  const basis = changed ? 'told' : target === '' ? null : column.basis === 'none' ? 'none' : column.basis;
  return (
    <tr data-dropped={target === ''}>
      <th scope="row" translate="no">{column.column}</th>
      <td><span className={styles.cells}>{column.samples.length > 0 ? column.samples.map((sample, i) => <span key={i} translate="no">{sample}</span>) : <em>{t('map.noSamples')}</em>}</span></td>
      <td>
        <TargetChoice kind={kind} label={t('map.targetOf', { column: column.column })} value={target} fault={fault} disabled={disabled} onChange={onChange} />
        <small>{basis ? t(`map.basis.${basis}`) : ' '}</small>
      </td>
    </tr>
  );
}
