import { CheckCircleFilled } from '@ant-design/icons';
import { Button, Checkbox, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SourceTag } from '@/components/SourceTag';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { compareRecords } from '../logic/comparison';
import type { ProfileRecord, RecordAddress } from '../types';
import { useCard } from './CardContext';
import styles from './card.module.css';

const keyOf = (record: RecordAddress) => `${record.source} ${record.externalId}`;

/** What each source says, side by side; records can be marked and taken out of the profile. */
export function Records({ onSplit }: { onSplit: (records: RecordAddress[]) => void }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const { can } = useSession();
  const { profile, traits, sourceName } = useCard();
  const [onlyDiffering, setOnlyDiffering] = useState(false);
  const [marked, setMarked] = useState<string[]>([]);
  const { records, traits: compared } = compareRecords(profile, traits.order);
  const shown = compared.filter((trait) => !onlyDiffering || trait.differs);
  const differing = compared.filter((trait) => trait.differs).length;
  const split = records.filter((record) => marked.includes(keyOf(record)));
  const canSplit = can('profiles:write') && records.length > 1;
  return (
    <div className={styles.records}>
      <div className={styles.recordTools}>
        <label className={styles.switch}><Switch size="small" checked={onlyDiffering} onChange={setOnlyDiffering} disabled={differing === 0} /> {t('records.onlyDiffering', { count: differing })}</label>
        {canSplit && (
          <Button size="small" disabled={split.length === 0 || split.length === records.length} onClick={() => onSplit(split.map(({ source, externalId }) => ({ source, externalId })))}>
            {t('records.split', { count: split.length })}
          </Button>
        )}
      </div>
      {/* A block that scrolls must be reachable without a mouse. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('records.title')}>
        <table className={styles.comparison}>
          <thead>
            <tr>
              <th scope="col"><span className="visually-hidden">{t('records.trait')}</span></th>
              {records.map((record) => (
                <th key={keyOf(record)} scope="col">
                  <RecordHead record={record} name={sourceName(record.source)} changed={format.date(record.updatedAt)}
                    mark={canSplit ? { checked: marked.includes(keyOf(record)), onChange: (checked) => setMarked(checked ? [...marked, keyOf(record)] : marked.filter((one) => one !== keyOf(record))) } : undefined} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((trait) => (
              <tr key={trait.name}>
                <th scope="row" translate="no">{traits.label(trait.name)}</th>
                {trait.values.map((value, at) => (
                  <td key={keyOf(records[at]!)} data-wins={at === trait.winner} data-deviates={trait.deviates[at]} translate="no">
                    {value === undefined ? <span className={styles.faint}>–</span> : traits.text(trait.name, value)}
                    {at === trait.winner && <CheckCircleFilled className={styles.wins} aria-label={t('provenance.winner')} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {compared.length === 0 && <p className={styles.calm}>{t('records.noTraits')}</p>}
      </div>
    </div>
  );
}

interface Mark { checked: boolean; onChange: (checked: boolean) => void }

function RecordHead({ record, name, changed, mark }: { record: ProfileRecord; name: string; changed: string; mark?: Mark }) {
  const { t } = useTranslation('profiles');
  const head = (
    <span className={styles.recordHead}>
      <SourceTag source={record.source} name={name} />
      <code>{record.externalId}</code>
      <span className={styles.faint}>{t('records.changed', { date: changed })}</span>
    </span>
  );
  return mark ? <Checkbox checked={mark.checked} onChange={(event) => mark.onChange(event.target.checked)}>{head}</Checkbox> : head;
}
