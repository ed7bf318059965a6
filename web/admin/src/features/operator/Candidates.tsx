import { useQueries, useQuery } from '@tanstack/react-query';
import { Input, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askable, profileName, profileQuery, ProfileMini, searchQuery, useDebounced, type ProfileSummary } from '@/features/profiles/public';
import styles from './operator.module.css';

/** Most candidates that a digit can choose. */
const digitsMax = 9;

interface CandidatesProps {
  profiles: readonly ProfileSummary[];
  onChoose: (id: string) => void;
}

/** Several people side by side; a click or the digit chooses. */
export function Candidates({ profiles, onChoose }: CandidatesProps) {
  const { t } = useTranslation('operator');
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(event.target.tagName))) return;
      const chosen = /^[1-9]$/.test(event.key) ? profiles[Number(event.key) - 1] : undefined;
      if (chosen) onChoose(chosen.id);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [profiles, onChoose]);
  return (
    <ul className={styles.candidates}>
      {profiles.map((profile, at) => (
        <li key={profile.id}>
          <button type="button" translate="no" aria-label={profileName(profile).text || t('profiles:unnamed')} onClick={() => onChoose(profile.id)}><ProfileMini profile={profile} heading={at < digitsMax ? <kbd>{at + 1}</kbd> : undefined} /></button>
        </li>
      ))}
    </ul>
  );
}

/** Those that share an identifier. */
export function CandidatesById({ ids, onChoose }: { ids: readonly string[]; onChoose: (id: string) => void }) {
  const answers = useQueries({ queries: ids.map((id) => profileQuery(id)) });
  const profiles = answers.flatMap((answer) => (answer.data ? [answer.data] : []));
  if (profiles.length === 0) return <Skeleton active paragraph={{ rows: 4 }} />;
  return <Candidates profiles={profiles} onChoose={onChoose} />;
}

/** Finds the caller by what they say of themselves. */
export function CandidateSearch({ onChoose }: { onChoose: (id: string) => void }) {
  const { t } = useTranslation('operator');
  const [text, setText] = useState('');
  const query = useDebounced(text, 180);
  const { data, isPlaceholderData } = useQuery(searchQuery(query));
  const asked = askable(query) !== undefined;
  return (
    <>
      <Input autoFocus className={styles.byName} value={text} onChange={(event) => setText(event.target.value)} allowClear placeholder={t('byName')} aria-label={t('byName')} autoComplete="off" spellCheck={false} />
      {asked && data && data.length > 0 && <Candidates profiles={data} onChoose={onChoose} />}
      {asked && data?.length === 0 && !isPlaceholderData && <p>{t('nobody')}</p>}
    </>
  );
}
