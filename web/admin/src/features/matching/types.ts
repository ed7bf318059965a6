import type { Profile, ProfileSummary } from '@/features/profiles/public';

export type PairState = 'open' | 'later' | 'decided';
export type Verdict = 'same' | 'different' | 'later';
export type PopulationKind = 'person' | 'account';

export interface Level { name: string; m: number; u: number; h: number; weight: number }
export interface ModelField { name: string; shared: boolean; levels: Level[] }
export interface ModelColumn { name: string; role: string; filled: number }
export interface Rule { name: string; pairs: number; gain: number }
export interface ThresholdPoint { threshold: number; pairs: number; precision: number; recall: number }
export interface Model {
  version: number; learnedAt: string; asOf: number; records: number; fields: ModelField[]; columns: ModelColumn[]; rules: Rule[]; recallGivenUp: number; thresholds: ThresholdPoint[];
}
export interface Learning { state: 'none' | 'queued' | 'running' | 'failed' | 'done'; stage: string | null; startedAt: string | null; error: string | null }
export interface MatchingSettings { lower: number; upper: number; automatic: boolean; afterRelearning: boolean; switchedOff: string | null }

/** People or organisations of a legal entity: what is matched among themselves. */
export interface Population {
  entity: { id: number; name: string };
  kind: PopulationKind;
  records: number;
  recordsNeeded: number;
  profiles: number;
  learning: Learning;
  model: Model | null;
  settings: MatchingSettings;
  queue: { open: number; later: number; above: number; decided: number };
  suggestedThreshold: number | null;
}
export interface Matching { populations: Population[]; index: { position: number; gap: number; lagSeconds: number } }

export interface PairField { name: string; level: string | null; weight: number }
export interface PairSide { id: string; name: string; city: string | null; sources: string[]; records: number; updatedAt: string }
export interface DecisionMark { id: number; decision: Verdict; who: string; at: string; reason: string | null }
export interface PairRow {
  id: string; probability: number; weight: number; pattern: string; fields: PairField[]; first: PairSide; second: PairSide; state: PairState; createdAt: string; decision: DecisionMark | null;
}

export interface FieldJudgement { name: string; level: string; weight: number; first: string | null; second: string | null; frequency: number | null }
export type Relation = 'same' | 'near' | 'different' | 'onlyFirst' | 'onlySecond';
export interface PairTrait { name: string; label: Record<string, string>; class: string; first: unknown; second: unknown; relation: Relation }
export interface RelatedWhy { kind: string; type: string | null; probability: number | null }
export interface Related { profile: ProfileSummary; to: 'first' | 'second' | 'both'; why: RelatedWhy[] }

/** A pair with all that one looks at to decide it. */
export interface Pair extends Omit<PairRow, 'fields'> {
  prior: number; household: number; tries: number; support: number; fields: FieldJudgement[]; traits: PairTrait[]; firstProfile: Profile; secondProfile: Profile; related: Related[]; next: string | null;
}

export interface PatternGroup { pattern: string; fields: PairField[]; pairs: number; minProbability: number; maxProbability: number }

export interface DecisionLine {
  id: number; pair: string; decision: Verdict; automatic: boolean; who: string; at: string; reason: string | null; probability: number; pattern: string; fields: PairField[];
  first: { id: string; name: string }; second: { id: string; name: string }; state: 'active' | 'undone'; profile: string | null;
}

export interface Refusals { reason: string; count: number }
export interface BulkResult { count: number; decided: number; refused: Refusals[]; remaining: number; samples: PairRow[] }

export interface DryRun {
  id: number; upper: number; modelVersion: number; pairs: number; merges: number; profilesBefore: number; profilesAfter: number;
  largest: { size: number; profiles: ProfileSummary[] }[]; samples: PairRow[]; families: { pairs: number; keptApart: number; samples: PairRow[] }; refused: Refusals[];
}

export interface Sample { id: number; size: number; labelled: number; createdAt: string; createdBy: string; upcoming: string[]; next: string | null }

export interface Overlap { both: number; share: number | null }
export interface Share { value: number | null; low: number; high: number }
export interface MatchQuality {
  asOf: number; computedAt: string | null; running: boolean;
  estimated: { thresholds: ThresholdPoint[]; atUpper: { precision: number; recall: number } | null; atLower: { precision: number; recall: number } | null; recallGivenUp: number };
  labelled: { pairs: number; precision: Share; recall: Share; suggestedThreshold: number | null; bands: { from: number; to: number; labelled: number; same: number }[]; sample: number } | null;
  sources: { source: string; records: number; profiles: number; duplicates: number; share: number; withOthers: number }[];
  brands: { first: string; second: string; customersFirst: number; customersSecond: number; before: Overlap; after: Overlap; denominator: string }[];
  queue: { open: number; later: number; decidedSame: number; decidedDifferent: number; hoursSpent: number; perHour: number | null; profilesBefore: number; profilesAfter: number; hoursToEmpty: number | null };
  automatic: { merged: number; undone: number };
}

export interface Activity { hours: { at: string; same: number; different: number; later: number; undone: number }[]; people: { id: string; who: string; decisions: number; perHour: number; medianSeconds: number | null }[]; mine: { hour: number; perHour: number | null } }
