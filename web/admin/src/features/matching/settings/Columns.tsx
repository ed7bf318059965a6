import { useTranslation } from 'react-i18next';
import { Meter } from '@/components/Meter';
import { Panel } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import styles from '../matching.module.css';
import type { ModelColumn } from '../types';
import { useWords } from '../useWords';

/** What was found in the records, what it was taken for and how far it is filled. */
export function Columns({ columns }: { columns: readonly ModelColumn[] }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const words = useWords();
  return (
    <Panel title={t('columns.title')} text={t('columns.text')}>
      <table className={styles.table}>
        <thead><tr><th scope="col">{t('columns.name')}</th><th scope="col" className={styles.left}>{t('columns.role')}</th><th scope="col">{t('columns.filled')}</th></tr></thead>
        <tbody>
          {columns.toSorted((a, b) => b.filled - a.filled).map((column) => (
            <tr key={column.name}><th scope="row"><span translate="no">{column.name}</span></th><td className={styles.left}>{words.role(column.role)}</td><td><Meter share={column.filled} label={t('columns.filledOf', { share: format.percent(column.filled) })} /></td></tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
