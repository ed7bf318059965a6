import type { components } from '@/lib/api/schema';

type Schemas = components['schemas'];

export type Identifier = Schemas['IdentifierView'] & { masked?: boolean };
export type ProfileRecord = Schemas['RecordView'];
export type Provenance = Schemas['ProvenanceView'];
export type Trait = Schemas['TraitsView'];
export type TimelineEvent = Schemas['TimelineEvent'];
export type HistoryEntry = Schemas['HistoryView'];
export type Conflict = Schemas['ConflictView'];
export type HistoryPage = Schemas['HistoryPage'];
export type RecordAddress = Schemas['RecordAddress'];
export type ProfileKind = 'person' | 'account';

/** A profile in a list. */
export type ProfileSummary = Omit<Schemas['ProfileSummary'], 'identifiers'> & {
  identifiers: Identifier[];
  /** Names of traits whose values come masked. */
  masked?: string[];
};

/** A whole profile. */
export type Profile = Omit<Schemas['ProfileView'], 'identifiers'> & {
  identifiers: Identifier[];
  masked?: string[];
};

/** What a merge or an un-merge would leave. */
export interface Preview {
  profiles: ProfileSummary[];
  /** Why it cannot be done, such as `other_kind`; null when it can. */
  refusal: string | null;
}

export interface Note {
  id: number;
  text: string;
  author: string;
  createdAt: string;
  editedAt: string | null;
}

/** A list as somebody wants to find it again. */
export interface SavedView {
  id: string;
  name: string;
  shared: boolean;
  owner: string;
  query: string | null;
  where: string[];
  columns: string[];
}
