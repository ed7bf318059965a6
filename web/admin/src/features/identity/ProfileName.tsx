import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '@/lib/api/client';

interface Named {
  traits: Record<string, unknown>;
}

/** What a person is called by, of the traits that say it; null when none does. */
export function nameOf(traits: Record<string, unknown>): string | null {
  const text = (name: string) => (typeof traits[name] === 'string' ? traits[name].trim() : '');
  const full = [text('lastName'), text('firstName'), text('middleName')].filter((part) => part !== '').join(' ');
  return [full, text('name'), text('company'), text('email'), text('phone')].find((one) => one !== '') ?? null;
}

/** A link to a profile by its name; the end of its id stands there until the name is known. */
export function ProfileName({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: ['profile-name', id],
    queryFn: async ({ signal }) => nameOf((await call<Named>('GET', `/api/profiles/${id}`, { signal })).traits),
    staleTime: 5 * 60_000, retry: false,
  });
  return <Link translate="no" to={`/profiles/${id}`} title={id} onClick={(event) => event.stopPropagation()}>{data ?? `…${id.slice(-8)}`}</Link>;
}
