import type { components } from '@/lib/api/schema';

type Schemas = components['schemas'];

export type Identifier = Omit<Schemas['IdentifierView'], 'masked'> & { masked?: boolean | null };
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
export type ProfileSummary = Omit<Schemas['ProfileSummary'], 'identifiers' | 'masked'> & {
  identifiers: Identifier[];
  /** Names of traits whose values come masked. */
  masked?: string[] | null;
};

/** A whole profile. */
export type Profile = Omit<Schemas['ProfileView'], 'identifiers' | 'masked'> & {
  identifiers: Identifier[];
  masked?: string[] | null;
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
  id: number;
  name: string;
  shared: boolean;
  owner: string;
  /** Made by the reader, who alone changes it. */
  own: boolean;
  query: string;
  where: string[];
  columns: string[];
}
