import { MailOutlined, PhoneOutlined } from '@ant-design/icons';
import { Tag, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '@/components/Copyable';
import { MaskedValue } from '@/components/MaskedValue';
import { Panel } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import { contactsOf, type Contact } from '../logic/contacts';
import { useCard } from './CardContext';
import styles from './card.module.css';

/** How to reach the customer: what is valid first, and what a source gave for a contact and is none. */
export function Contacts() {
  const { t } = useTranslation('profiles');
  const { profile } = useCard();
  const contacts = contactsOf(profile);
  return (
    <Panel dense title={t('contacts.title')}>
      {contacts.length === 0 ? <p className={styles.calm}>{t('contacts.none')}</p> : (
        <ul className={styles.contacts}>{contacts.map((contact) => <Row key={`${contact.type} ${contact.value}`} contact={contact} />)}</ul>
      )}
    </Panel>
  );
}

function Row({ contact }: { contact: Contact }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const { sourceName, reveal } = useCard();
  const label = contact.type === 'phone' ? t('app:identifierTypes.phone') : t('app:identifierTypes.email');
  const seen = contact.lastSeen ? `${t('contacts.seen', { date: format.date(contact.lastSeen) })} · ` : '';
  return (
    <li className={styles.contact} data-state={contact.state}>
      <span className={styles.contactIcon} aria-hidden="true">{contact.type === 'phone' ? <PhoneOutlined /> : <MailOutlined />}</span>
      <div>
        <div className={styles.contactValue}>
          <span className="visually-hidden">{label}: </span>
          {contact.masked ? <MaskedValue text={contact.text} label={label} onReveal={(reason) => reveal(contact.type, reason)} /> : <Value contact={contact} />}
          {contact.state !== 'valid' && (
            <Tooltip title={contact.state === 'invalid' ? t('contacts.invalidWhy') : t('contacts.unusedWhy')}>
              <Tag color={contact.state === 'invalid' ? 'error' : 'default'} tabIndex={0}>{contact.state === 'invalid' ? t('contacts.invalid') : t('contacts.unused')}</Tag>
            </Tooltip>
          )}
        </div>
        <p className={styles.faint}>{seen}<span translate="no">{contact.sources.map(sourceName).join(', ')}</span></p>
      </div>
    </li>
  );
}

function Value({ contact }: { contact: Contact }) {
  const text = <span className={contact.main ? styles.main : undefined}>{contact.text}</span>;
  if (contact.state !== 'valid') return <s className={styles.wrong}>{contact.text}</s>;
  return (
    <>
      <a href={contact.type === 'phone' ? `tel:${contact.value}` : `mailto:${encodeURIComponent(contact.value).replace('%40', '@')}`}>{text}</a>
      <CopyButton value={contact.value} />
    </>
  );
}
