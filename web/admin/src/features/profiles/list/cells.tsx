import { BankOutlined } from '@ant-design/icons';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { RelativeTime } from '@/components/RelativeTime';
import { SourceTag } from '@/components/SourceTag';
import { contactsOf } from '../logic/contacts';
import { traitOf, type OwnColumn } from '../logic/columns';
import { cityOf, profileName } from '../logic/names';
import type { ProfileKind, ProfileSummary } from '../types';
import { useTraits } from '../useTraits';
import styles from './list.module.css';

/** A column's width in the list: the least, and its share of what is left. */
export function columnWidth(column: string): string {
  switch (column as OwnColumn) {
    case 'name': return 'minmax(220px, 2.2fr)';
    case 'email': return 'minmax(190px, 1.6fr)';
    case 'phone': return 'minmax(160px, 1fr)';
    case 'sources': return 'minmax(180px, 1.6fr)';
    case 'id': return 'minmax(290px, 1fr)';
    case 'updatedAt': case 'createdAt': return 'minmax(120px, 0.8fr)';
    case 'kind': return 'minmax(90px, 0.6fr)';
    default: return 'minmax(130px, 1fr)';
  }
}

/** What a column is called. */
export function useColumnTitle(kind: ProfileKind | null) {
  const { t } = useTranslation('profiles');
  const { label } = useTraits(kind ?? undefined);
  return useCallback((column: string) => {
    const trait = traitOf(column);
    return trait === null ? t(`columns.${column}`) : label(trait);
  }, [t, label]);
}

/** Most sources named in a row. */
const sourcesMax = 2;

interface CellProps {
  column: string;
  profile: ProfileSummary;
  traits: ReturnType<typeof useTraits>;
  sourceName: (key: string) => string;
}

export function Cell({ column, profile, traits, sourceName }: CellProps) {
  const { t } = useTranslation('profiles');
  const trait = traitOf(column);
  if (trait !== null) return <>{traits.text(trait, profile.traits[trait])}</>;
  switch (column as OwnColumn) {
    case 'name': return <Name profile={profile} />;
    case 'phone': case 'email': return <ContactCell profile={profile} type={column as 'phone' | 'email'} />;
    case 'city': return <>{cityOf(profile.traits)}</>;
    case 'sources': {
      const sources = [...new Set(profile.identifiers.flatMap((identifier) => identifier.sources))];
      return (
        <span className={styles.sources}>
          {sources.slice(0, sourcesMax).map((source) => <SourceTag key={source} source={source} name={sourceName(source)} />)}
          {sources.length > sourcesMax && <span className={styles.faint}>+{sources.length - sourcesMax}</span>}
        </span>
      );
    }
    case 'updatedAt': return <RelativeTime at={profile.updatedAt} />;
    case 'createdAt': return <RelativeTime at={profile.createdAt} />;
    case 'kind': return <>{profile.kind === 'account' ? t('kinds.account') : t('kinds.person')}</>;
    case 'id': return <code>{profile.id}</code>;
    default: return null;
  }
}

function Name({ profile }: { profile: ProfileSummary }) {
  const { t } = useTranslation('profiles');
  const name = profileName(profile);
  return (
    <Link to={`/profiles/${profile.id}`} tabIndex={-1} className={name.from === 'traits' ? styles.name : styles.nameless}>
      {profile.kind === 'account' && <BankOutlined className={styles.kind} aria-label={t('kinds.account')} />}{name.text || t('unnamed')}
    </Link>
  );
}

function ContactCell({ profile, type }: { profile: ProfileSummary; type: 'phone' | 'email' }) {
  const contacts = contactsOf(profile).filter((contact) => contact.type === type && contact.state === 'valid');
  return <>{contacts[0]?.text}{contacts.length > 1 && <span className={styles.faint}> +{contacts.length - 1}</span>}</>;
}
