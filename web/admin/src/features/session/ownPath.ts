/** Where the person was going, if it is a path of ours: a link from elsewhere must not send people away after they sign in. */
export function ownPath(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';
}
