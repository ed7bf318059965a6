// Types of routes that the OpenAPI document does not describe yet. When it does, use `components['schemas'][…]` and delete them here.

export type Role = 'administrator' | 'engineer' | 'marketer' | 'operator' | 'steward' | 'privacy_officer';
export type Language = 'ru' | 'en';
export type ThemeChoice = 'light' | 'dark' | 'system';

/** `GET /api/start`. */
export interface Start {
  needsFirstUser: boolean;
  product: string;
  version: string;
}

/** `GET`, `POST /api/session`. */
export interface Session {
  user: {
    id: number;
    email: string;
    name: string;
    role: Role;
    language: Language | null;
    theme: ThemeChoice | null;
    hasTotp: boolean;
    mustChangePassword: boolean;
  };
  scopes: string[];
  visibleClasses: string[];
}

/** One of `GET /api/users`. */
export interface User {
  id: number;
  email: string;
  name: string;
  role: Role;
  disabled: boolean;
  hasTotp: boolean;
  lockedUntil: string | null;
  createdAt: string;
  lastSignInAt: string | null;
  mustChangePassword: boolean;
}

/** One of `GET /api/sessions`. */
export interface LiveSession {
  id: number;
  userId: number;
  email: string;
  createdAt: string;
  lastUsedAt: string;
  expiresAt: string;
  address: string;
  agent: string;
  current: boolean;
}

/** One of `GET /api/roles`. */
export interface RoleInfo {
  name: Role;
  scopes: string[];
  visibleClasses: string[];
}

/** One of `GET /api/embed-keys`. */
export interface EmbedKey {
  id: string;
  name: string;
  origins: string[];
  classes: string[];
  createdAt: string;
  revokedAt: string | null;
}

/** `GET /api/system`. */
export interface SystemState {
  version: string;
  startedAt: string;
  storedBytes: number;
  freeBytes: number;
  memoryBytes: number;
  ledger: { head: number; stoppedBecause: string | null };
  followers: { name: string; position: number; gap: number; lagSeconds: number; error: string | null }[];
  queue: { waiting: number; limit: number };
}
