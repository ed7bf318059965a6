import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import type { Pair, Population } from '../types';
import { useWords } from '../useWords';
import { Comparison } from './Comparison';
import { RecordsOf } from './RecordsOf';
import { RelatedList } from './RelatedList';
import { useBits } from '../useBits';
import { Waterfall } from './Waterfall';
import styles from './pair.module.css';

/** Two profiles side by side, with all that speaks for and against one person. Blind: without what the model thinks, for who measures it. */
export function PairView({ pair, population, blind }: { pair: Pair; population: Population; blind?: boolean }) {
  const { t } = useTranslation('matching');
  const { lower, upper } = population.settings;
  return (
    <article className={styles.pair} aria-label={t('pair.label')}>
      {!blind && <Judgement pair={pair} population={population} />}
      <Panel flush>
        <Comparison pair={pair} />
      </Panel>
      <div className={styles.below}>
        {!blind && (
          <Panel dense title={t('waterfall.title')} text={t('waterfall.text')}>
            <Waterfall pair={pair} lower={lower} upper={upper} />
          </Panel>
        )}
        <div className={styles.beside}>
          <Panel dense title={t('records.title')} count={pair.firstProfile.records.length + pair.secondProfile.records.length}>
            <RecordsOf pair={pair} />
          </Panel>
          <Panel dense title={t('related.title')} count={pair.related.length}>
            <RelatedList related={pair.related} blind={blind} />
          </Panel>
        </div>
      </div>
    </article>
  );
}

/** What the model thinks, and why it asks instead of doing. */
function Judgement({ pair, population }: { pair: Pair; population: Population }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const bits = useBits();
  const words = useWords();
  const against = pair.fields.filter((field) => field.weight < -0.5).toSorted((a, b) => a.weight - b.weight).slice(0, 3);
  return (
    <header className={styles.judgement}>
      <p className={styles.chance}><b>{bits.chance(pair.probability)}</b> <span>{t('pair.weight', { bits: bits.signed(pair.weight) })}</span></p>
      <p className={styles.why}>
        {t(`pair.why.${whyAsked(pair, population)}`, { lower: format.percent(population.settings.lower), upper: format.percent(population.settings.upper) })}
        {against.length > 0 && <> {t('pair.against', { fields: format.list(against.map((field) => words.field(field.name))) })}</>}
      </p>
      {pair.decision && <p className={styles.why}>{t(`pair.decided.${pair.decision.decision}`)} <span translate="no">{pair.decision.who}</span>, {format.dateTime(pair.decision.at)}{pair.decision.reason && <>: <span translate="no">{pair.decision.reason}</span></>}</p>}
    </header>
  );
}

function whyAsked({ probability, support }: Pair, { settings }: Population) {
  if (probability < settings.lower) return 'below';
  if (probability < settings.upper) return 'between';
  return !settings.automatic ? 'off' : support <= 0 ? 'contradicted' : 'above';
}
