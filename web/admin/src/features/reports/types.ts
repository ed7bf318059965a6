import type { components } from '@/lib/api/schema';

type Schemas = components['schemas'];
type OfAll = 'asOf' | 'isComplete' | 'at' | 'elapsedMs';

/** What every report's answer begins with. The document has it optional: the desk adds it to what a report answers. */
export type Common = Required<Pick<Schemas['RevenueView'], OfAll>> & Pick<Schemas['RevenueView'], 'from' | 'to' | 'currency' | 'otherCurrencies'>;

/** Which answer a report has, by its name in the API. */
export interface Answers {
  rfm: Schemas['RfmView'] & Common;
  'rfm/transitions': Schemas['TransitionsView'] & Common;
  abc: Schemas['AbcView'] & Common;
  cohorts: Schemas['CohortsView'] & Common;
  funnel: Schemas['FunnelView'] & Common;
  revenue: Schemas['RevenueView'] & Common;
  overlap: Schemas['OverlapsView'] & Common;
  growth: Schemas['GrowthView'] & Common;
  campaigns: Schemas['CampaignsView'] & Common;
}

/** A report's name: what stands behind `/api/reports/` and `/reports/`. */
export type ReportName = keyof Answers;
