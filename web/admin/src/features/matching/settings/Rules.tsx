import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import styles from '../matching.module.css';
import type { Rule } from '../types';
import { useBits } from '../useBits';
import { useWords } from '../useWords';

/** By what records are brought together to be compared, and what is missed by not comparing all with all. */
export function Rules({ rules, recallGivenUp }: { rules: readonly Rule[]; recallGivenUp: number }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const words = useWords();
  const bits = useBits();
  return (
    <Panel title={t('rules.title')} text={t('rules.text')}>
      <table className={styles.table}>
        <thead><tr><th scope="col">{t('rules.rule')}</th><th scope="col">{t('rules.pairs')}</th><th scope="col">{t('rules.gain')}</th></tr></thead>
        <tbody>{rules.map((rule) => <tr key={rule.name}><th scope="row">{words.rule(rule.name)}</th><td>{format.number(rule.pairs)}</td><td>{format.percent(rule.gain)}</td></tr>)}</tbody>
      </table>
      <p className={styles.quiet}>{t('rules.givenUp', { share: bits.rare(recallGivenUp) })}</p>
    </Panel>
  );
}
