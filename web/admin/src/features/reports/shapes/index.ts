import type { Say } from '../logic/say';
import type { Answers, ReportName } from '../types';
import { abcShape } from './abc';
import { campaignsShape } from './campaigns';
import { cohortsShape } from './cohorts';
import { funnelShape } from './funnel';
import { growthShape } from './growth';
import { overlapShape } from './overlap';
import { revenueShape } from './revenue';
import { rfmShape, transitionsShape } from './rfm';
import type { Shape } from './shape';

const shapes: { [Name in ReportName]: (answer: Answers[Name], say: Say) => Shape } = {
  rfm: rfmShape, 'rfm/transitions': transitionsShape, abc: abcShape, cohorts: cohortsShape, funnel: funnelShape, revenue: revenueShape, overlap: overlapShape, growth: growthShape, campaigns: campaignsShape,
};

/** What is shown of a report's answer. */
export function shapeOf<Name extends ReportName>(name: Name, answer: Answers[Name], say: Say): Shape {
  return shapes[name](answer, say);
}
