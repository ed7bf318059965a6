// Types of the OpenAPI document under the names that these screens use, narrower where the document has a plain string for a choice of few.
import type { Profile, ProfileSummary } from '@/features/profiles/public';
import type { components } from '@/lib/api/schema';

type Schemas = components['schemas'];
type Narrowed<T, N> = Omit<T, keyof N> & N;

export type PairState = 'open' | 'later' | 'decided';
export type Verdict = 'same' | 'different' | 'later';
export type PopulationKind = 'person' | 'account';

export type ThresholdPoint = Required<Schemas['ThresholdPoint']>;
export type ModelField = Schemas['FieldView'];
export type ModelColumn = Schemas['ColumnView'];
export type Rule = Schemas['RuleView'];
export type Model = Narrowed<Schemas['ModelView'], { thresholds: ThresholdPoint[] }>;
export type MatchingSettings = Schemas['SettingsView'];
type Learning = Narrowed<Schemas['LearningView'], { state: 'none' | 'queued' | 'running' | 'failed' | 'done' }>;

/** People or organisations of a legal entity: what is matched among themselves. */
export type Population = Narrowed<Schemas['PopulationView'], { kind: PopulationKind; learning: Learning; model: Model | null }>;
export type Matching = Narrowed<Schemas['MatchingView'], { populations: Population[] }>;

export type PairField = Schemas['PairField'];
export type PairSide = Schemas['PairSide'];
type DecisionMark = Narrowed<Schemas['PairDecision'], { decision: Verdict }>;
export type PairRow = Narrowed<Schemas['PairRow'], { state: PairState; decision: DecisionMark | null }>;

export type FieldJudgement = Narrowed<Schemas['PairFieldDetail'], { weight: number }>;
export type Relation = 'same' | 'near' | 'different' | 'onlyFirst' | 'onlySecond';
type PairTrait = Narrowed<Schemas['PairTrait'], { relation: Relation }>;
export type Related = Narrowed<Schemas['RelatedProfile'], { profile: ProfileSummary; to: 'first' | 'second' | 'both' }>;

/** A pair with all that one looks at to decide it. For a sample its numbers are null, and nobody reads them. */
export type Pair = Narrowed<Schemas['PairDetail'], {
  state: PairState; decision: DecisionMark | null; probability: number; weight: number; prior: number; household: number; tries: number; support: number;
  fields: FieldJudgement[]; traits: PairTrait[]; firstProfile: Profile; secondProfile: Profile; related: Related[];
}>;

export type PatternGroup = Schemas['PairGroup'];
export type DecisionLine = Narrowed<Schemas['DecisionRow'], { decision: Verdict; state: 'active' | 'undone' }>;
export type BulkResult = Narrowed<Schemas['DecideAnswer'], { samples: PairRow[] }>;
export type Refusals = Schemas['RefusedPairs'];
export type DryRun = Narrowed<Schemas['MatchDryRun'], { largest: { size: number; profiles: ProfileSummary[] }[]; samples: PairRow[]; families: Narrowed<Schemas['FamilyPairs'], { samples: PairRow[] }> }>;
export type Sample = Schemas['SampleView'];
export type MatchQuality = Narrowed<Schemas['MatchQualityReport'], { estimated: Narrowed<Schemas['EstimatedQuality'], { thresholds: ThresholdPoint[] }> }>;
export type Activity = Schemas['MatchActivity'];
