// Types of the OpenAPI document under the names that the screens use, narrower where the document has a plain string for a choice of few.
import type { components } from './schema';

type Schemas = components['schemas'];

export type Role = 'administrator' | 'engineer' | 'marketer' | 'operator' | 'steward' | 'privacy_officer';
export type Language = 'ru' | 'en';
export type ThemeChoice = 'light' | 'dark' | 'system';

/** Who is signed in, and what they may do and see. */
export type Session = Omit<Schemas['SessionView'], 'user'> & {
  user: Omit<Schemas['SignedInView'], 'role' | 'language' | 'theme'> & { role: Role; language: Language; theme: ThemeChoice };
};

/** Somebody who may sign in. */
export type User = Omit<Schemas['ManageUsersView'], 'role'> & { role: Role };

/** What a role may do and see. */
export type RoleInfo = Omit<Schemas['UsersModuleRoleView'], 'name'> & { name: Role };
