import { ReloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Allowed } from '@/components/Allowed';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { Bones, Figures, Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { matchQualityQuery, refreshQuality } from '../api';
import { MatchingFrame } from '../MatchingFrame';
import styles from '../matching.module.css';
import { NoModel } from '../NoModel';
import { ThresholdChart } from '../ThresholdChart';
import type { MatchQuality, Model, Population } from '../types';
import { useBits } from '../useBits';
import { Brands } from './Brands';
import { Samples } from './Samples';
import { SourcesTable } from './SourcesTable';
import { Work } from './Work';

/** How good matching is, as it thinks and as people found, and what it brings. */
export default function QualityPage() {
  return <MatchingFrame section="quality" actions={(population) => population.model && <Again population={population} />}>{(population) => (population.model ? <Measured population={population} model={population.model} /> : <NoModel population={population} />)}</MatchingFrame>;
}

const whoseOf = (population: Population) => ({ entity: population.entity.id, kind: population.kind });

function Again({ population }: { population: Population }) {
  const { t } = useTranslation('matching');
  const queries = useQueryClient();
  const { failed } = useTold();
  const query = matchQualityQuery(whoseOf(population));
  const { data } = useQuery(query);
  const refresh = useMutation({
    mutationFn: refreshQuality, onError: failed,
    // It is being counted from now on, also if the next look comes before the server has begun.
    onSuccess: () => queries.setQueryData(query.queryKey, (known) => known && { ...known, running: true }),
  });
  const running = data?.running ?? false;
  return (
    <span className={styles.when} role="status">
      {running ? t('quality.running') : data?.computedAt ? <>{t('quality.at')} <RelativeTime at={data.computedAt} /></> : null}
      <Allowed scope="matching:write"><Button icon={<ReloadOutlined spin={running} />} disabled={running || refresh.isPending} onClick={() => refresh.mutate()}>{t('quality.refresh')}</Button></Allowed>
    </span>
  );
}

function Measured({ population, model }: { population: Population; model: Model }) {
  const { t } = useTranslation('matching');
  const { data, error, refetch } = useQuery(matchQualityQuery(whoseOf(population)));
  const { lower, upper } = population.settings;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Panel><Bones lines={10} /></Panel>;
  return (
    <div className={styles.parts}>
      {data.computedAt === null ? <Panel><EmptyState compact title={data.running ? t('quality.running') : t('quality.never')} text={t('quality.neverText')} /></Panel> : <Totals quality={data} upper={upper} />}
      <div className={styles.two}>
        <Panel title={t('quality.curve')} text={t('quality.curveText')}>
          <ThresholdChart points={model.thresholds} lower={lower} upper={upper} />
        </Panel>
        <Samples population={population} labelled={data.labelled} />
      </div>
      {data.computedAt !== null && (
        <>
          <Work quality={data} population={population} />
          <SourcesTable sources={data.sources} />
          <Brands brands={data.brands} />
        </>
      )}
    </div>
  );
}

function Totals({ quality, upper }: { quality: MatchQuality; upper: number }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const bits = useBits();
  const { estimated, labelled, automatic } = quality;
  return (
    <Figures items={[
      { label: t('quality.expectedPrecision'), value: format.percent(estimated.atUpper?.precision), note: t('quality.atUpper', { share: format.percent(upper) }) },
      { label: t('quality.expectedRecall'), value: format.percent(estimated.atUpper?.recall), note: t('quality.givenUp', { share: bits.rare(estimated.recallGivenUp) }) },
      { label: t('quality.measuredPrecision'), value: format.percent(labelled?.precision.value), note: labelled ? t('quality.interval', { low: format.percent(labelled.precision.low), high: format.percent(labelled.precision.high) }) : t('quality.notMeasured') },
      { label: t('quality.measuredRecall'), value: format.percent(labelled?.recall.value), note: labelled ? t('quality.interval', { low: format.percent(labelled.recall.low), high: format.percent(labelled.recall.high) }) : t('quality.notMeasured') },
      { label: t('quality.automatic'), value: format.number(automatic.merged), note: t('quality.undone', { text: format.number(automatic.undone) }) },
    ]} />
  );
}
