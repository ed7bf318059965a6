import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { Meter } from '@/components/Meter';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { samplesQuery, startSample } from '../api';
import styles from '../matching.module.css';
import { matchingKey } from '../public';
import { useBandWord } from '../review/Filters';
import type { MatchQuality, Population } from '../types';

const sizes = [100, 200, 500] as const;

/** Pairs drawn at random and labelled by people, and what they say of the model. */
export function Samples({ population, labelled }: { population: Population; labelled: MatchQuality['labelled'] }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const bandWord = useBandWord();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { failed } = useTold();
  const whose = { entity: population.entity.id, kind: population.kind };
  const { data: samples = [] } = useQuery(samplesQuery(whose));
  const [size, setSize] = useState<number>(200);
  const start = useMutation({ mutationFn: () => startSample(whose, size), onError: failed, onSuccess: ({ id }) => {
    void queries.invalidateQueries({ queryKey: [...matchingKey, 'samples'] });
    void navigate(`/matching/samples/${id}`);
  } });
  return (
    <Panel title={t('samples.title')} text={t('samples.text')}>
      {labelled ? (
        <table className={styles.table}>
          <caption>{t('samples.bands', { count: labelled.pairs, text: format.number(labelled.pairs) })}</caption>
          <thead><tr><th scope="col">{t('samples.band')}</th><th scope="col">{t('samples.labelled')}</th><th scope="col">{t('samples.same')}</th></tr></thead>
          <tbody>
            {labelled.bands.map((band) => (
              <tr key={band.from}><th scope="row">{bandWord({ min: band.from, max: band.to })}</th><td>{format.number(band.labelled)}</td><td><Meter share={band.labelled > 0 ? band.same / band.labelled : null} label={t('samples.sameOf', { same: format.number(band.same), all: format.number(band.labelled) })} /></td></tr>
            ))}
          </tbody>
        </table>
      ) : <p className={styles.soft}>{t('samples.none')}</p>}
      {labelled !== null && labelled.suggestedThreshold !== null && <p className={styles.soft}>{t('samples.suggested', { share: format.percent(labelled.suggestedThreshold) })} <Link to="/matching/settings">{t('samples.toSettings')}</Link></p>}
      {samples.length > 0 && (
        <ul className={styles.list}>
          {samples.slice(0, 4).map((sample) => (
            <li key={sample.id}>
              <span>{t('samples.one', { count: sample.size, text: format.number(sample.size) })} <small><span translate="no">{sample.createdBy}</span>, <RelativeTime at={sample.createdAt} /></small></span>
              <Meter share={sample.size > 0 ? sample.labelled / sample.size : null} label={t('sample.doneOf', { done: format.number(sample.labelled), all: format.number(sample.size) })} />
              {sample.labelled < sample.size ? <Allowed scope="matching:write"><Link to={`/matching/samples/${sample.id}`}>{t('samples.goOn')}</Link></Allowed> : <span>{t('samples.ready')}</span>}
            </li>
          ))}
        </ul>
      )}
      <Allowed scope="matching:write">
        <div className={styles.row}>
          <Segmented value={size} onChange={setSize} aria-label={t('samples.size')} options={sizes.map((one) => ({ value: one, label: format.number(one) }))} />
          <Button type={labelled ? 'default' : 'primary'} loading={start.isPending} onClick={() => start.mutate()}>{t('samples.start')}</Button>
        </div>
      </Allowed>
    </Panel>
  );
}
