import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SourceTag } from '@/components/SourceTag';
import { useSourceNames } from '@/features/sources/public';
import styles from './matching.module.css';
import { Pattern } from './Pattern';
import type { PairRow, PairSide } from './types';
import { useBits } from './useBits';

/** Some pairs in short, for a look before many are decided. */
export function PairRows({ label, pairs, plain }: { label: string; pairs: readonly PairRow[]; /** Without what is alike: pairs of one group are alike in the same. */ plain?: boolean }) {
  const bits = useBits();
  return (
    <ul className={styles.pairs} aria-label={label}>
      {pairs.map((pair) => (
        <li key={pair.id} className={plain ? styles.plain : undefined}>
          <span className={styles.share}>{bits.chance(pair.probability)}</span>
          <span className={styles.sides}><Side side={pair.first} /><Side side={pair.second} /></span>
          {!plain && <Pattern fields={pair.fields} most={4} />}
        </li>
      ))}
    </ul>
  );
}

function Side({ side }: { side: PairSide }) {
  const { t } = useTranslation('profiles');
  const name = useSourceNames();
  return (
    <span className={styles.sideLine}>
      <Link to={`/profiles/${side.id}`} target="_blank" translate="no">{side.name || t('unnamed')}</Link>
      {side.city && <small translate="no">{side.city}</small>}
      {side.sources.slice(0, 3).map((source) => <SourceTag key={source} source={source} name={name(source)} />)}
    </span>
  );
}
