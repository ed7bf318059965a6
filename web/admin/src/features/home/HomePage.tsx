import { Navigate } from 'react-router';
import { useSession } from '@/lib/session';

/** Sends each to the screen where their work begins. */
export default function HomePage() {
  const { user, can } = useSession();
  if (user.role === 'operator') return <Navigate to="/operator" replace />;
  return <Navigate to={can('profiles:read') ? '/profiles' : '/settings'} replace />;
}
