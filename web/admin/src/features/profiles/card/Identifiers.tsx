import { useTranslation } from 'react-i18next';
import { CopyButton } from '@/components/Copyable';
import { MaskedValue } from '@/components/MaskedValue';
import { Panel } from '@/components/Panel';
import { SourceTag } from '@/components/SourceTag';
import { useIdentifierTypes } from '@/lib/useIdentifierTypes';
import { identifierText } from '../logic/names';
import { useCard } from './CardContext';
import styles from './card.module.css';

const ofContacts = new Set(['phone', 'email']);

/** By what each source knows the customer; phones and e-mails are among the contacts. */
export function Identifiers() {
  const { t } = useTranslation('profiles');
  const label = useIdentifierTypes();
  const { profile, sourceName, reveal } = useCard();
  const identifiers = profile.identifiers.filter(({ type }) => !ofContacts.has(type));
  if (identifiers.length === 0) return null;
  return (
    <Panel dense title={t('identifiers.title')}>
      <ul className={styles.identifiers}>
        {identifiers.map((identifier) => (
          <li key={`${identifier.type} ${identifier.value}`}>
            <span className={styles.faint}>{label(identifier.type)}</span>
            <span className={styles.identifierValue}>
              {identifier.masked
                ? <MaskedValue text={identifier.value} label={label(identifier.type)} onReveal={(reason) => reveal(identifier.type, reason)} />
                : <><code>{identifierText(identifier)}</code><CopyButton value={identifier.value} /></>}
            </span>
            <span className={styles.tags}>{identifier.sources.map((source) => <SourceTag key={source} source={source} name={sourceName(source)} />)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
