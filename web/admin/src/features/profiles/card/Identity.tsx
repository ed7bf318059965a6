import { MergeCellsOutlined, SplitCellsOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { SourceTag } from '@/components/SourceTag';
import { useSession } from '@/lib/session';
import { useIdentifierTypes } from '@/lib/useIdentifierTypes';
import { isByRules, undoable } from '../logic/identity';
import { identifierText } from '../logic/names';
import type { Conflict, HistoryEntry, HistoryPage, RecordAddress } from '../types';
import { useCard } from './CardContext';
import styles from './card.module.css';

interface IdentityProps {
  history: HistoryPage | undefined;
  error: unknown;
  onUndo: (records: RecordAddress[]) => void;
}

/** Why these records are one profile: merges with their undo, un-merges, and joins that a protection forbade. */
export function Identity({ history, error, onUndo }: IdentityProps) {
  const { t } = useTranslation('profiles');
  if (error) return <ErrorState compact error={error} />;
  if (!history) return <Skeleton active paragraph={{ rows: 4 }} title={false} />;
  if (history.history.length === 0 && history.conflicts.length === 0) return <p className={styles.calm}>{t('identity.none')}</p>;
  return (
    <div className={styles.identity}>
      {history.conflicts.length > 0 && (
        <section>
          <h2>{t('conflicts.title', { count: history.conflicts.length })}</h2>
          <p className={styles.faint}>{t('conflicts.text')}</p>
          <ul>{history.conflicts.map((conflict) => <ConflictRow key={conflict.id} conflict={conflict} />)}</ul>
        </section>
      )}
      {history.history.length > 0 && (
        <section>
          <h2>{t('identity.history')}</h2>
          <ul>{history.history.map((entry) => <HistoryRow key={`${entry.position} ${entry.from} ${entry.to}`} entry={entry} onUndo={onUndo} />)}</ul>
        </section>
      )}
    </div>
  );
}

function HistoryRow({ entry, onUndo }: { entry: HistoryEntry; onUndo: (records: RecordAddress[]) => void }) {
  const { t } = useTranslation('profiles');
  const { can } = useSession();
  const { profile } = useCard();
  const records = undoable(entry, profile);
  return (
    <li className={styles.change}>
      <span className={styles.changeIcon} aria-hidden="true">{entry.action === 'merge' ? <MergeCellsOutlined /> : <SplitCellsOutlined />}</span>
      <div>
        <p><b><ChangeTitle entry={entry} /></b> <span className={styles.faintInline}><RelativeTime at={entry.at} /></span></p>
        <p className={styles.faint}><Why entry={entry} /></p>
        <RecordTags records={entry.records} />
      </div>
      {records.length > 0 && can('profiles:write') && <Button size="small" onClick={() => onUndo(records)}>{t('identity.undo')}</Button>}
    </li>
  );
}

export function ChangeTitle({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('profiles');
  return entry.action === 'merge' ? t('identity.merged', { count: entry.records.length }) : t('identity.unmerged', { count: entry.records.length });
}

export function Why({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('profiles');
  const type = useIdentifierTypes()(entry.why);
  if (isByRules(entry)) return type ? t('identity.byRules', { type }) : t('identity.byRulesAlone');
  return <span translate="no">{entry.why ? `${entry.who}: ${entry.why}` : entry.who}</span>;
}

/** Most records named; a merge of profiles of a long life may bring hundreds. */
const recordsMax = 8;

function RecordTags({ records }: { records: readonly RecordAddress[] }) {
  const { t } = useTranslation('profiles');
  const { sourceName } = useCard();
  return (
    <p className={styles.tags}>
      {records.slice(0, recordsMax).map((record) => <span key={`${record.source} ${record.externalId}`} className={styles.record}><SourceTag source={record.source} name={sourceName(record.source)} /> <code>{record.externalId}</code></span>)}
      {records.length > recordsMax && <span className={styles.faint}>{t('identity.moreRecords', { count: records.length - recordsMax })}</span>}
    </p>
  );
}

function ConflictRow({ conflict }: { conflict: Conflict }) {
  const { t, i18n } = useTranslation('profiles');
  const type = useIdentifierTypes()(conflict.type);
  return (
    <li className={styles.change}>
      <span className={styles.changeIcon} data-warn="true" aria-hidden="true"><WarningOutlined /></span>
      <div>
        <p><b>{type} {identifierText(conflict)}</b> <span className={styles.faintInline}><RelativeTime at={conflict.at} /></span></p>
        <p>{i18n.exists(`profiles:conflicts.reasons.${conflict.reason}`) ? t(`conflicts.reasons.${conflict.reason}`) : conflict.reason}</p>
        {conflict.otherProfiles.length > 0 && (
          <p className={styles.faint}>
            {t('conflicts.others')}{' '}
            {conflict.otherProfiles.slice(0, 5).map((id, at) => <span key={id}>{at > 0 && ', '}<Link to={`/profiles/${id}`}>{t('conflicts.other', { number: at + 1 })}</Link></span>)}
          </p>
        )}
        <RecordTags records={[conflict.record]} />
      </div>
    </li>
  );
}
