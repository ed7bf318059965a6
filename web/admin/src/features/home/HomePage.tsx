import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearchParams } from 'react-router';
import { useSession } from '@/lib/session';
import { statsQuery } from '@/lib/workspace';

/** Sends each to the screen where their work begins; who can set up an empty base to the guided start, unless it was put off. */
export default function HomePage() {
  const { user, can } = useSession();
  const [parameters] = useSearchParams();
  const mayBegin = can('workspace:write') && can('sources:write') && can('stats:read') && !parameters.has('later');
  const { data: stats, isPending } = useQuery({ ...statsQuery, enabled: mayBegin });
  if (mayBegin && isPending) return null;
  if (mayBegin && stats?.events === 0) return <Navigate to="/start" replace />;
  if (user.role === 'operator') return <Navigate to="/operator" replace />;
  return <Navigate to={can('profiles:read') ? '/profiles' : '/settings'} replace />;
}
