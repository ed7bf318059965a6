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
    id: string;
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
