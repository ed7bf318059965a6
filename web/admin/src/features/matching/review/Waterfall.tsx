import { useTranslation } from 'react-i18next';
import { useFormat } from '@/lib/format/useFormat';
import { bitsOf, counts, span, waterfall, type Step } from '../logic/weights';
import type { Pair } from '../types';
import { useWords } from '../useWords';
import { useBits } from '../useBits';
import styles from './waterfall.module.css';

/** How the weight of a pair comes about, step by step: a table of numbers with a bar in each row, and lines where the thresholds are. */
export function Waterfall({ pair, lower, upper }: { pair: Pair; lower: number; upper: number }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const words = useWords();
  const bits = useBits();
  const steps = waterfall(pair);
  const lines = [{ key: 'lower', bits: bitsOf(lower), share: lower }, { key: 'upper', bits: bitsOf(upper), share: upper }] as const;
  const { low, high } = span(steps, lines.map((line) => line.bits));
  const at = (value: number) => `${(100 * (value - low)) / (high - low)}%`;
  const silent = pair.fields.filter((field) => !counts(field)).map((field) => words.field(field.name));
  const name = (step: Step) => (step.field ? words.field(step.field.name) : t(`waterfall.${step.kind as Exclude<Step['kind'], 'field'>}`));
  return (
    <>
      <table className={styles.waterfall}>
        <caption className="visually-hidden">{t('waterfall.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('waterfall.what')}</th>
            <th scope="col"><span className="visually-hidden">{t('waterfall.sum')}</span></th>
            <th scope="col" className={styles.number}>{t('waterfall.bits')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <tr key={step.field?.name ?? step.kind} data-kind={step.kind}>
              <th scope="row">
                {name(step)}
                {step.field && <small>{words.level(step.field.level)}{step.field.frequency !== null && <> · {t('waterfall.frequency', { share: bits.rare(step.field.frequency) })}</>}</small>}
                {step.kind === 'prior' && <small>{t('waterfall.priorText')}</small>}
                {step.kind === 'household' && <small>{t('waterfall.householdText')}</small>}
                {step.kind === 'tries' && <small>{t('waterfall.triesText')}</small>}
                {step.kind === 'total' && <small>{t('waterfall.totalText', { share: bits.chance(pair.probability) })}</small>}
              </th>
              <td className={styles.plot}>
                <span className="visually-hidden">{bits.signed(step.to)}</span>
                <span aria-hidden="true" className={styles.ground}>
                  {lines.map((line) => <i key={line.key} className={styles.line} data-line={line.key} style={{ left: at(line.bits) }} />)}
                  <i className={styles.nought} style={{ left: at(0) }} />
                  <b data-sign={step.weight < 0 ? 'minus' : 'plus'} style={{ left: at(Math.min(step.from, step.to)), right: `calc(100% - ${at(Math.max(step.from, step.to))})` }} />
                  {index < steps.length - 2 && <i className={styles.joint} style={{ left: at(step.to) }} />}
                </span>
              </td>
              <td className={styles.number}>{bits.signed(step.weight)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.legend} aria-hidden="true">{lines.map((line) => <span key={line.key}><i data-line={line.key} /> {t(`waterfall.${line.key}`, { share: format.percent(line.share) })}</span>)}</p>
      {silent.length > 0 && <p className={styles.silent}>{t('waterfall.silent', { fields: format.list(silent) })}</p>}
    </>
  );
}
