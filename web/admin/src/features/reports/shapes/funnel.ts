import { eventName, type Say } from '../logic/say';
import { readStep } from '../logic/steps';
import type { Answers } from '../types';
import { opens, text, type Shape } from './shape';

type FunnelStep = Answers['funnel']['steps'][number];

/** How many go from step to step, and where they stop. */
export function funnelShape(answer: Answers['funnel'], say: Say): Shape {
  const { t, format } = say;
  const [first, last] = [answer.steps[0], answer.steps.at(-1)];
  const name = (step: FunnelStep) => eventName(say, readStep(step.label).event);
  const time = (step: FunnelStep) => (step.medianSeconds === null ? undefined : t('reports:funnel.time', { median: format.duration(Math.round(step.medianSeconds)), slow: format.duration(step.p90Seconds === null ? null : Math.round(step.p90Seconds)) }));
  return {
    figures: [
      { label: t('reports:funnel.began'), value: { text: format.number(first?.people), behind: (first?.people ?? 0) > 0 ? { at: '1' } : undefined } },
      { label: t('reports:funnel.finished'), value: { text: format.number(last?.people), behind: (last?.people ?? 0) > 0 ? { at: String(last!.step) } : undefined } },
      { label: t('reports:funnel.share'), value: text(format.percent(last?.share)) },
      { label: t('reports:funnel.open'), value: opens(format.number(answer.open), answer.open, { outcome: 'open' }), note: t('reports:funnel.openNote') },
      ...(answer.removed > 0 ? [{ label: t('reports:funnel.removed'), value: opens(format.number(answer.removed), answer.removed, { outcome: 'removed' }) }] : []),
    ],
    charts: [{
      chart: {
        kind: 'funnel', label: t('reports:funnel.chart'),
        steps: answer.steps.map((step, at) => ({
          key: String(step.step), label: name(step).text, isData: name(step).isData, share: step.share ?? 0, text: format.number(step.people), note: format.percent(step.share), time: at > 0 ? time(step) : undefined,
          behind: step.people > 0 ? { at: String(step.step) } : undefined,
          stopped: at < answer.steps.length - 1 && step.stopped > 0 ? { text: t('reports:funnel.stopped', { count: step.stopped, text: format.number(step.stopped), share: format.percent(step.people > 0 ? step.stopped / step.people : null) }), behind: { stopped: String(step.step) } } : undefined,
        })),
      },
    }],
    tables: [
      stepsTable(answer.steps, t('reports:funnel.table'), say, {}),
      ...(answer.parts ?? []).map((part) => stepsTable(part.steps, part.key === '' ? t('reports:part.unknown') : part.label, say, { key: part.key })),
    ],
  };
}

function stepsTable(steps: FunnelStep[], label: string, say: Say, part: Record<string, string>) {
  const { t, format } = say;
  const name = (step: FunnelStep) => eventName(say, readStep(step.label).event);
  return {
    label,
    columns: [
      { key: 'name', title: t('reports:funnel.step') }, { key: 'people', title: t('reports:column.people'), isNumber: true, width: 110 }, { key: 'share', title: t('reports:funnel.ofFirst'), width: 150 }, { key: 'previous', title: t('reports:funnel.ofPrevious'), width: 150 },
      { key: 'stopped', title: t('reports:funnel.stoppedHere'), isNumber: true, width: 150 }, { key: 'median', title: t('reports:funnel.median'), isNumber: true, width: 120 }, { key: 'slow', title: t('reports:funnel.slow'), isNumber: true, width: 130 },
    ],
    rows: steps.map((step) => ({
      key: String(step.step),
      values: {
        name: { ...name(step), text: `${step.step}. ${name(step).text}` }, people: { text: format.number(step.people), behind: step.people > 0 ? { at: String(step.step), ...part } : undefined }, share: { text: format.percent(step.share), share: step.share },
        previous: { text: format.percent(step.previousShare), share: step.previousShare }, // Who came to the last step has not stopped, but finished.
        stopped: step === steps.at(-1) ? text('–') : { text: format.number(step.stopped), behind: step.stopped > 0 ? { stopped: String(step.step), ...part } : undefined },
        median: text(step.medianSeconds === null ? '–' : format.duration(Math.round(step.medianSeconds))), slow: text(step.p90Seconds === null ? '–' : format.duration(Math.round(step.p90Seconds))),
      },
    })),
  };
}
