/** What every report's answer begins with. */
export interface Common {
  /** Ledger position that the numbers are true as of. */
  asOf: number;
  /** False while the replica is being built: numbers are too small. */
  isComplete: boolean;
  /** When it was counted. */
  at: string;
  elapsedMs: number;
  from?: string;
  to?: string;
  /** Of all money in it; null for orders without one, absent where there is no money. */
  currency?: string | null;
  /** Left out of all numbers. */
  otherCurrencies?: { currency: string | null; orders: number }[];
}

export interface RfmAnswer extends Common {
  day: string;
  mode: string;
  levels: number;
  bounds: { recency: number[]; frequency: number[]; monetary: number[] } | null;
  people: number;
  orders: number;
  revenue: number;
  grid: { r: number; f: number; people: number; orders: number; revenue: number }[];
  cells: { r: number; f: number; m: number; people: number; orders: number; revenue: number; name: string }[];
  names: { key: string; name: string | null; people: number; orders: number; revenue: number; share: number | null }[];
}

export interface TransitionsAnswer extends Common {
  names: { key: string; name: string | null }[];
  cells: { earlier: string; later: string; people: number }[];
}

export interface AbcAnswer extends Common {
  by: 'customers' | 'products' | 'categories' | 'brands';
  a: number;
  b: number;
  x: number;
  y: number;
  months: number;
  items: number;
  revenue: number;
  classes: { class: string; items: number; revenue: number; itemShare: number | null; revenueShare: number | null }[];
  matrix: { class: string; xyz: string; items: number; revenue: number; people: number }[];
  list: { key: string; label: string; revenue: number; share: number | null; cumulative: number | null; class: string; variation: number | null; xyz: string; people: number }[];
}

export interface CohortsAnswer extends Common {
  by: 'month' | 'week';
  measure: 'people' | 'orders' | 'revenue';
  periods: { key: string; from: string; to: string; isUnfinished: boolean }[];
  cohorts: { key: string; from: string; people: number; values: (number | null)[]; shares: (number | null)[] }[];
  mean: { later: number; share: number | null; cohorts: number }[];
}

export interface FunnelStep {
  step: number;
  label: string;
  people: number;
  share: number | null;
  previousShare: number | null;
  stopped: number;
  medianSeconds: number | null;
  p90Seconds: number | null;
}

export interface FunnelAnswer extends Common {
  mode: string;
  window: string;
  by: string | null;
  steps: FunnelStep[];
  parts?: { key: string; label: string; steps: FunnelStep[] }[];
  removed: number;
  open: number;
}

interface Revenue {
  orders: number;
  people: number;
  revenue: number;
  averageOrder: number | null;
}

interface Compared {
  before?: Revenue | null;
  /** Percents are of 100. */
  change?: { revenue: number; revenuePercent: number | null; ordersPercent: number | null } | null;
}

export interface RevenueAnswer extends Common {
  by: string;
  compare: string;
  compareFrom?: string | null;
  compareTo?: string | null;
  ordersAddUp: boolean;
  total: Revenue & Compared;
  rows: (Revenue & Compared & { key: string; label: string; share: number | null })[];
  rest: { rows: number; revenue: number; share: number | null } | null;
}

interface Both {
  both: number;
  ofSmaller: number | null;
  jaccard: number | null;
  smaller: number;
  union: number;
}

export interface OverlapAnswer extends Common {
  by: 'brand' | 'source';
  sizes: { key: string; label: string; before: number; after: number }[];
  pairs: { a: string; b: string; before: Both; after: Both }[];
  left: number;
}

export interface GrowthAnswer extends Common {
  by: 'day' | 'week' | 'month';
  totalBefore: number;
  rows: { key: string; from: string; to: string; isUnfinished: boolean; new: number; withPhone: number; withEmail: number; known: number; anonymous: number; joined: number; total: number }[];
}

interface Campaign {
  visits: number;
  visitors: number;
  orders: number;
  people: number;
  revenue: number;
  cost: number | null;
  clicks: number | null;
  impressions: number | null;
  romi: number | null;
  costShare: number | null;
}

export interface CampaignsAnswer extends Common {
  model: string;
  window: number;
  by: 'campaign' | 'source';
  total: Campaign;
  rows: (Campaign & { source: string; medium: string; campaign: string; share: number | null })[];
}

/** Which answer a report has, by its name in the API. */
export interface Answers {
  rfm: RfmAnswer;
  'rfm/transitions': TransitionsAnswer;
  abc: AbcAnswer;
  cohorts: CohortsAnswer;
  funnel: FunnelAnswer;
  revenue: RevenueAnswer;
  overlap: OverlapAnswer;
  growth: GrowthAnswer;
  campaigns: CampaignsAnswer;
}

/** A report's name: what stands behind `/api/reports/` and `/reports/`. */
export type ReportName = keyof Answers;
