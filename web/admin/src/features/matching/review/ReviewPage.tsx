import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { Bones, Panel } from '@/components/Panel';
import { isProblem } from '@/lib/api/problem';
import { useSession } from '@/lib/session';
import { useMedia } from '@/lib/useMedia';
import { pairQuery } from '../api';
import { readFilter, writeFilter, type PairFilter } from '../logic/filter';
import { MatchingFrame } from '../MatchingFrame';
import { NoModel } from '../NoModel';
import type { Population } from '../types';
import { Filters } from './Filters';
import { HelpWindow } from './HelpWindow';
import { Pace } from './Pace';
import { PairView } from './PairView';
import { Queue } from './Queue';
import styles from './review.module.css';
import { Told } from './Told';
import { useKeys, type Act } from './useKeys';
import { useReview } from './useReview';
import { Verdicts } from './Verdicts';

/** Windows on which the list would stand above the pair and push it out of sight. */
const tablet = globalThis.matchMedia('(max-width: 1023px)');

/** Pairs that may be one person, one after another, decided without the mouse. */
export default function ReviewPage() {
  return <MatchingFrame section="review">{(population) => (population.model ? <Reviewing population={population} /> : <NoModel population={population} />)}</MatchingFrame>;
}

function Reviewing({ population }: { population: Population }) {
  const [parameters, setParameters] = useSearchParams();
  const own = readFilter(parameters);
  const filter: PairFilter = own.profile ? own : { ...own, entity: population.entity.id, kind: population.kind };
  const change = (next: Partial<PairFilter>) => {
    const { entity, kind, ...rest } = { ...own, ...next };
    setParameters(writeFilter({ entity, kind, ...rest }), { replace: true });
  };
  // Another filter is other work: nothing of what was decided under this one belongs to it.
  return <Work key={JSON.stringify(filter)} filter={filter} population={population} onFilter={change} />;
}

function Work({ filter, population, onFilter }: { filter: PairFilter; population: Population; onFilter: (change: Partial<PairFilter>) => void }) {
  const { t } = useTranslation('matching');
  const { can } = useSession();
  const queries = useQueryClient();
  const review = useReview(filter);
  const [help, setHelp] = useState(false);
  const narrow = useMedia(tablet);
  const mayDecide = can('matching:write');
  const { current, pair, isShown } = review;
  const act = (what: Act) => {
    if (what === 'help') setHelp(true);
    else if (what === 'next' || what === 'previous') review.move(what === 'next' ? 1 : -1);
    else if (what === 'openFirst' || what === 'openSecond') document.querySelector<HTMLAnchorElement>(`[data-open="${what === 'openFirst' ? 'Q' : 'W'}"]`)?.click();
    else if (!mayDecide) return;
    else if (what === 'undo') review.takeBack();
    else review.judge(what);
  };
  useKeys(act);
  const list = <><Filters filter={filter} population={population} onChange={onFilter} /><Queue review={review} /></>;
  const gone = isProblem(pair.error, 'pair-not-found') || isProblem(pair.error, 'pair-changed');
  return (
    <div className={styles.page}>
      <aside className={styles.aside}>
        <Pace filter={filter} review={review} />
        {narrow ? <details className={styles.folded}><summary>{t('queue.show')}</summary>{list}</details> : list}
      </aside>
      <section className={styles.stage} aria-label={t('review.stage')}>
        {isShown ? <PairView key={pair.data!.id} pair={pair.data!} population={population} />
          : gone ? <EmptyState title={t('review.gone')} text={t('review.goneText')} />
            : pair.error ? <ErrorState error={pair.error} onRetry={() => void queries.resetQueries({ queryKey: pairQuery(current!.id).queryKey })} />
              : current || review.list.loading ? <Panel><Bones lines={12} /></Panel>
                : review.isDone && <EmptyState title={t('review.done')} text={t('review.doneText')} action={<Link to="/matching/decisions">{t('review.toDecisions')}</Link>} />}
        {mayDecide && review.rows.length > 0 && <Verdicts act={act} off={!isShown || review.waiting > 1 || (current !== undefined && review.marks.has(current.id))} />}
        <Told message={review.message} onUndo={() => act('undo')} onGone={review.hush} />
      </section>
      <HelpWindow open={help} onClose={() => setHelp(false)} />
    </div>
  );
}
