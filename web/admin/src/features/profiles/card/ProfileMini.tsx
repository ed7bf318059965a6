import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SourceTag } from '@/components/SourceTag';
import { contactsOf } from '../logic/contacts';
import { cityOf, identifierText, profileName } from '../logic/names';
import { useSourceNames } from '../queries';
import type { ProfileSummary } from '../types';
import styles from './card.module.css';

/** A profile in a few lines: enough to tell it from another. */
export function ProfileMini({ profile, heading, children }: { profile: ProfileSummary; heading?: ReactNode; children?: ReactNode }) {
  const { t } = useTranslation('profiles');
  const sourceName = useSourceNames();
  const contacts = contactsOf(profile).filter((contact) => contact.state === 'valid').slice(0, 4);
  const city = cityOf(profile.traits);
  const sources = [...new Set(profile.identifiers.flatMap((identifier) => identifier.sources))];
  const ids = contacts.length === 0 ? profile.identifiers.slice(0, 3) : [];
  return (
    <article className={styles.mini}>
      {heading && <p className={styles.faint}>{heading}</p>}
      <h3 translate="no">{profileName(profile).text || t('unnamed')}</h3>
      <ul translate="no">
        {contacts.map((contact) => <li key={contact.value}>{contact.text}</li>)}
        {ids.map((identifier) => <li key={identifier.value}>{identifierText(identifier)}</li>)}
        {city && <li>{city}</li>}
      </ul>
      <p className={styles.tags}>{sources.map((source) => <SourceTag key={source} source={source} name={sourceName(source)} />)}</p>
      {children}
    </article>
  );
}
