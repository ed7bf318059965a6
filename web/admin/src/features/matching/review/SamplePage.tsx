import { Progress } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Panel } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import { matchingQuery } from '../public';
import { HelpWindow } from './HelpWindow';
import { PairView } from './PairView';
import styles from './review.module.css';
import { useKeys, type Act } from './useKeys';
import { useLabelling } from './useLabelling';
import { Verdicts } from './Verdicts';

/** What a sample does without: nothing is put off, and the order is the sample's. */
const without = ['later', 'previous', 'next'] as const;

/** Labels a sample of pairs without seeing what the model thinks of them, so that the model can be measured. */
export default function SamplePage() {
  const { id = '' } = useParams();
  return <Labelling key={id} id={Number(id)} />;
}

function Labelling({ id }: { id: number }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const { data: matching } = useQuery(matchingQuery);
  const { sample, pair, isShown, isDone, busy, label, takeBack } = useLabelling(id);
  const [help, setHelp] = useState(false);
  const act = (what: Act) => {
    if (what === 'help') setHelp(true);
    else if (what === 'undo') takeBack();
    else if (what === 'same' || what === 'different') label(what);
    else if (what === 'openFirst' || what === 'openSecond') document.querySelector<HTMLAnchorElement>(`[data-open="${what === 'openFirst' ? 'Q' : 'W'}"]`)?.click();
  };
  useKeys(act);
  const population = matching?.populations[0];
  const error = sample.error ?? pair.error;
  const { labelled = 0, size = 0 } = sample.data ?? {};
  return (
    <>
      <PageHeader title={t('sample.title')} text={t('sample.text')} parent={<Link to="/matching/quality">{t('quality.title')}</Link>} />
      {sample.data && (
        <div className={styles.progress}>
          <Progress percent={size > 0 ? Math.floor((100 * labelled) / size) : 0} showInfo={false} aria-label={t('sample.progress')} />
          <span role="status" data-figure="labelled">{t('sample.doneOf', { done: format.number(labelled), all: format.number(size) })}</span>
        </div>
      )}
      <section className={styles.stage} aria-label={t('review.stage')}>
        {isShown && population ? <PairView key={pair.data!.id} pair={pair.data!} population={population} blind />
          : error ? <ErrorState error={error} onRetry={() => { void sample.refetch(); void pair.refetch(); }} />
            : isDone ? <EmptyState title={t('sample.done')} text={t('sample.doneText')} action={<Link to="/matching/quality">{t('sample.toQuality')}</Link>} />
              : <Panel><Bones lines={12} /></Panel>}
        {sample.data && <Verdicts act={act} off={!isShown || busy} without={isDone ? [...without, 'same', 'different'] : without} />}
      </section>
      <HelpWindow open={help} onClose={() => setHelp(false)} />
    </>
  );
}
