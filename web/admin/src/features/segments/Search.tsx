import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askable, profileName, ProfileMini, searchQuery, useDebounced, type ProfileSummary } from '@/features/profiles/public';
import styles from './segments.module.css';

/** Finds a person to choose. */
export function Search({ onChoose }: { onChoose: (person: ProfileSummary) => void }) {
  const { t } = useTranslation('segments');
  const [text, setText] = useState('');
  const query = useDebounced(useDeferredValue(text), 180);
  const { data, isPlaceholderData } = useQuery(searchQuery(query, 'person', 8));
  const isAsked = askable(query) !== undefined;
  return (
    <>
      <Input type="search" value={text} onChange={(event) => setText(event.target.value)} placeholder={t('app:search.placeholder')} aria-label={t('why.search')} autoComplete="off" spellCheck={false} className={styles.pick} />
      <div className={styles.found} aria-live="polite">
        {isAsked && data?.map((person) => <button key={person.id} type="button" className={styles.choose} translate="no" aria-label={profileName(person).text || person.id} onClick={() => onChoose(person)}><ProfileMini profile={person} /></button>)}
        {isAsked && data?.length === 0 && !isPlaceholderData && <p className={styles.soft}>{t('why.nobody')}</p>}
      </div>
    </>
  );
}
