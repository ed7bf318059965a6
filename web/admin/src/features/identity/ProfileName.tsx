import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, body } from '@/lib/api/client';

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
    queryFn: async ({ signal }) => nameOf((await body(api.GET('/api/profiles/{id}', { params: { path: { id } }, signal }))).traits),
    staleTime: 5 * 60_000, retry: false,
  });
  return <Link translate="no" to={`/profiles/${id}`} title={id} onClick={(event) => event.stopPropagation()}>{data ?? `…${id.slice(-8)}`}</Link>;
}
