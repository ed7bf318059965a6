import { useQuery } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../useDebounced';
import { askable, searchQuery } from '../queries';
import type { ProfileKind, ProfileSummary } from '../types';
import { useCard } from './CardContext';
import { profileName } from '../logic/names';
import { ProfileMini } from './ProfileMini';
import styles from './card.module.css';

/** Finds the profile to join with this one. */
export function MergeSearch({ open, onClose, onChoose }: { open: boolean; onClose: () => void; onChoose: (other: ProfileSummary) => void }) {
  const { t } = useTranslation('profiles');
  return (
    <Modal open={open} title={t('merge.title')} onCancel={onClose} footer={null} width={720} destroyOnHidden>
      <Search onChoose={onChoose} />
    </Modal>
  );
}

function Search({ onChoose }: { onChoose: (other: ProfileSummary) => void }) {
  const { t } = useTranslation('profiles');
  const { profile } = useCard();
  const [text, setText] = useState('');
  const query = useDebounced(useDeferredValue(text), 180);
  const { data, isPlaceholderData } = useQuery(searchQuery(query, profile.kind as ProfileKind));
  const asked = askable(query) !== undefined;
  const found = asked ? (data ?? []).filter((other) => other.id !== profile.id) : [];
  return (
    <>
      <Input autoFocus allowClear value={text} onChange={(event) => setText(event.target.value)} placeholder={t('app:search.placeholder')} aria-label={t('merge.search')} autoComplete="off" spellCheck={false} />
      <div className={styles.minis} aria-live="polite" data-stale={isPlaceholderData}>
        {found.map((other) => <button key={other.id} type="button" className={styles.choose} translate="no" aria-label={profileName(other).text || t('unnamed')} onClick={() => onChoose(other)}><ProfileMini profile={other} /></button>)}
      </div>
      {asked && data && !isPlaceholderData && found.length === 0 && <p className={styles.calm}>{t('merge.nobody')}</p>}
      {!asked && <p className={styles.calm}>{t('merge.hint')}</p>}
    </>
  );
}
