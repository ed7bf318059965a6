import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import styles from '../matching.module.css';
import { useBits } from '../useBits';
import type { ModelField } from '../types';
import { useWords } from '../useWords';

/** What each level of each field weighs: bars to the left speak against one person, to the right for it; m, u and h for who wants them. */
export function Weights({ fields }: { fields: readonly ModelField[] }) {
  const { t } = useTranslation('matching');
  const words = useWords();
  const bits = useBits();
  const [view, setView] = useState<'weights' | 'numbers'>('weights');
  const most = Math.max(1, ...fields.flatMap((field) => field.levels.map((level) => Math.abs(level.weight))));
  return (
    <Panel title={t('weights.title')} text={t('weights.text')} actions={<Segmented size="small" value={view} onChange={setView} aria-label={t('weights.view')} options={[{ value: 'weights', label: t('weights.plain') }, { value: 'numbers', label: t('weights.numbers') }]} />}>
      {/* A block that scrolls must be reachable without a mouse. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('weights.title')}>
        <div className={styles.fields} data-view={view}>
          {fields.map((field) => (
            <table key={field.name} className={styles.levels}>
              <caption>{words.field(field.name)}{field.shared && <small> · {t('weights.shared')}</small>}</caption>
              <thead className={view === 'weights' ? 'visually-hidden' : undefined}>
                <tr><th scope="col">{t('weights.level')}</th><th scope="col" className={styles.barHead}>{t('weights.weight')}</th><th scope="col"><span className="visually-hidden">{t('weights.bits')}</span></th>{view === 'numbers' && <><th scope="col" title={t('weights.m')}>m</th><th scope="col" title={t('weights.u')}>u</th><th scope="col" title={t('weights.h')}>h</th></>}</tr>
              </thead>
              <tbody>
                {field.levels.toReversed().map((level) => (
                  <tr key={level.name}>
                    <th scope="row">{words.level(level.name)}</th>
                    <td className={styles.barCell}><span aria-hidden="true" data-sign={level.weight < 0 ? 'minus' : 'plus'}><i style={level.weight < 0 ? { right: '50%', width: `${(50 * -level.weight) / most}%` } : { left: '50%', width: `${(50 * level.weight) / most}%` }} /></span></td>
                    <td className={styles.bits}>{bits.signed(level.weight)}</td>
                    {view === 'numbers' && [level.m, level.u, level.h].map((share, at) => <td key={at} className={styles.bits}>{bits.rare(share)}</td>)}
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
        </div>
      </div>
      {view === 'numbers' && <p className={styles.soft}>{t('weights.muh')}</p>}
    </Panel>
  );
}
