import type { ReactNode } from 'react';
import { useSession } from '@/lib/session';

/** Shows its content to those who hold the scope, and nothing to the rest. */
export function Allowed({ scope, children }: { scope: string; children: ReactNode }) {
  return useSession().can(scope) ? children : null;
}
