import type { components } from '@/lib/api/schema';

type Schemas = components['schemas'];

export type Identifier = Schemas['IdentifierView'];
export type ProfileRecord = Schemas['RecordView'];
export type Provenance = Schemas['ProvenanceView'];
export type Trait = Schemas['TraitsView'];
export type TimelineEvent = Schemas['TimelineEvent'];
export type HistoryEntry = Schemas['HistoryView'];
export type Conflict = Schemas['ConflictView'];
export type HistoryPage = Schemas['HistoryPage'];
export type RecordAddress = Schemas['RecordAddress'];
export type Note = Schemas['NoteView'];
export type SavedView = Schemas['SavedViewView'];
export type Revealed = Schemas['RevealedValues'];
export type ProfileKind = 'person' | 'account';

/** A profile in a list. */
export type ProfileSummary = Schemas['ProfileSummary'];

/** A whole profile. */
export type Profile = Schemas['ProfileView'];

/** What a merge or an un-merge would leave. */
export interface Preview {
  profiles: ProfileSummary[];
  /** Why it cannot be done, such as `other_kind`; null when it can. */
  refusal: string | null;
}
