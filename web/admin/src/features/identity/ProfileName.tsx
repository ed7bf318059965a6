import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { profileName, profileQuery, shortId } from '@/features/profiles/public';

/** A link to a profile by its name; the end of its id stands there until the name is known, and when there is none. */
export function ProfileName({ id }: { id: string }) {
  const { data } = useQuery({ ...profileQuery(id), select: (profile) => profileName(profile).text, staleTime: 5 * 60_000, retry: false });
  return <Link translate="no" to={`/profiles/${id}`} title={id} onClick={(event) => event.stopPropagation()}>{data || shortId(id)}</Link>;
}
