import { Navigate } from 'react-router';
import { useSession } from '@/lib/session';
import { sections } from './sections';

/** The first part that the person may open. */
export default function SettingsPage() {
  const { can } = useSession();
  return <Navigate to={`/settings/${sections.find((section) => can(section.scope))?.key}`} replace />;
}
