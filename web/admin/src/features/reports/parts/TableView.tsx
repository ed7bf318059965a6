import type { Behind } from '@/components/charts/types';
import { DataTable, type DataColumn } from '@/components/DataTable';
import { useTranslation } from 'react-i18next';
import type { TableShape, Value } from '../shapes/shape';
import styles from '../reports.module.css';

interface TableViewProps {
  table: TableShape;
  onOpen?: (behind: Behind) => void;
}

/** A table of an answer; numbers with people behind them are buttons. */
export function TableView({ table, onOpen }: TableViewProps) {
  const columns = table.columns.map(({ key, title, isNumber, width }): DataColumn<TableShape['rows'][number]> => ({ key, title, width, align: isNumber ? 'right' : undefined, render: (row) => <Number value={row.values[key]} onOpen={onOpen} /> }));
  return <DataTable label={table.label} columns={columns} rows={table.rows} rowKey={(row) => row.key} />;
}

/** A value, and a way to the people behind it. */
export function Number({ value, onOpen }: { value: Value | undefined; onOpen?: (behind: Behind) => void }) {
  const { t } = useTranslation('reports');
  if (!value) return null;
  const { text, behind, isData, tone, share } = value;
  if (behind && onOpen) return <button type="button" className={styles.number} title={t('people.show')} onClick={() => onOpen(behind)}>{text}</button>;
  const plain = <span translate={isData ? 'no' : undefined} className={styles.value} data-tone={tone}>{text}</span>;
  return share === undefined || share === null ? plain : <span className={styles.share}><i aria-hidden="true"><b style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }} /></i>{plain}</span>;
}
