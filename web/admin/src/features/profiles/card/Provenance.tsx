import { CheckCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { MaskedValue } from '@/components/MaskedValue';
import { SourceTag } from '@/components/SourceTag';
import { useFormat } from '@/lib/format/useFormat';
import { provenanceOf } from '../logic/provenance';
import { useCard } from './CardContext';
import styles from './card.module.css';

const rules = ['only', 'master', 'trust', 'recency'];

/** Where a trait's value comes from, when it was stated, by which rule it won, and what the other records say. */
export function Provenance({ trait, onEdit }: { trait: string; onEdit?: () => void }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const { profile, traits, sourceName, isMasked, reveal } = useCard();
  const { winner, statements, differing } = provenanceOf(profile, trait);
  const label = traits.label(trait);
  return (
    <div className={styles.provenance}>
      <h3 translate={label === trait ? 'no' : undefined}>{label} <code>{trait}</code></h3>
      {isMasked(trait) && <MaskedValue text={traits.text(trait, profile.traits[trait])} label={label} onReveal={(reason) => reveal(trait, reason)} />}
      {winner && (
        <p>
          <span translate="no">{t('provenance.from', { source: sourceName(winner.source), date: format.dateTime(winner.at) })}</span>{' '}
          <span className={styles.faintInline}>{rules.includes(winner.rule) ? t(`provenance.rules.${winner.rule}`) : winner.rule}</span>
        </p>
      )}
      <table>
        <thead className="visually-hidden"><tr><th>{t('provenance.source')}</th><th>{t('provenance.value')}</th><th>{t('provenance.when')}</th></tr></thead>
        <tbody>
          {statements.map((one) => (
            <tr key={`${one.source} ${one.externalId}`} data-wins={one.wins} data-differs={!one.agrees}>
              <td><SourceTag source={one.source} name={sourceName(one.source)} /></td>
              <td>
                {one.wins && <CheckCircleFilled className={styles.wins} aria-label={t('provenance.winner')} />}
                <span translate="no">{traits.text(trait, one.value)}</span>
              </td>
              <td className={styles.faint} title={t('provenance.record', { id: one.externalId })}>{format.date(one.at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {statements.length > 1 && <p className={styles.faint}>{differing === 0 ? t('provenance.agree') : t('provenance.differ', { count: differing })}</p>}
      {onEdit && <Button size="small" onClick={onEdit}>{t('traits.edit')}</Button>}
    </div>
  );
}
