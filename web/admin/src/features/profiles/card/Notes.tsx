import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { GrowingText } from '@/components/GrowingText';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';
import { api } from '@/lib/api/client';
import { useSession } from '@/lib/session';
import { notesQuery, useProfileChanged } from '../queries';
import type { Note } from '../types';
import styles from './card.module.css';

/** Longest note that the server takes. */
const textMax = 10_000;

/** What people of the company wrote of the customer. Ctrl+Enter saves. */
export function Notes({ profileId }: { profileId: string }) {
  const { t } = useTranslation('profiles');
  const { can } = useSession();
  const { failed } = useTold();
  const changed = useProfileChanged();
  const [text, setText] = useState('');
  const { data: notes, error } = useQuery({ ...notesQuery(profileId), enabled: can('service:read') });
  const add = useMutation({
    mutationFn: (text: string) => api.POST('/api/profiles/{id}/notes', { params: { path: { id: profileId } }, body: { text } }),
    onSuccess: () => {
      setText('');
      return changed(profileId);
    },
    onError: failed,
  });
  if (!can('service:read') || error) return null;
  const save = () => {
    if (text.trim() !== '' && !add.isPending) add.mutate(text.trim());
  };
  return (
    <Panel dense title={t('notes.title')} count={notes?.length}>
      {can('service:write') && (
        <form className={styles.compose} onSubmit={(event) => { event.preventDefault(); save(); }}>
          <GrowingText value={text} onChange={(event) => setText(event.target.value)} maxLength={textMax} placeholder={t('notes.placeholder')} aria-label={t('notes.placeholder')}
            onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(); }} data-hotkey="n" />
          {text.trim() !== '' && <Button type="primary" size="small" htmlType="submit" loading={add.isPending}>{t('app:save')}</Button>}
        </form>
      )}
      {notes?.length === 0 && !can('service:write') && <p className={styles.calm}>{t('notes.none')}</p>}
      {notes && notes.length > 0 && <ul className={styles.notes}>{notes.map((note) => <NoteRow key={note.id} note={note} profileId={profileId} />)}</ul>}
    </Panel>
  );
}

function NoteRow({ note, profileId }: { note: Note; profileId: string }) {
  const { t } = useTranslation('profiles');
  const { can, user } = useSession();
  const { failed } = useTold();
  const confirm = useConfirm();
  const changed = useProfileChanged();
  const [draft, setDraft] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (text: string) => api.PATCH('/api/notes/{id}', { params: { path: { id: note.id } }, body: { text } }),
    onSuccess: async () => {
      await changed(profileId);
      setDraft(null);
    },
    onError: failed,
  });
  // The server lets the author alone change a note; it names people by their name.
  const isMine = note.author === user.name || note.author === user.email;
  const remove = () => confirm({
    title: t('notes.deleteTitle'), text: t('notes.deleteText'), verb: t('app:delete'), danger: true,
    action: async () => {
      await api.DELETE('/api/notes/{id}', { params: { path: { id: note.id } } });
      await changed(profileId);
    },
  });
  if (draft !== null) {
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setDraft(null);
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save.mutate(draft.trim());
    };
    return (
      <li>
        <form className={styles.compose} onSubmit={(event) => { event.preventDefault(); save.mutate(draft.trim()); }}>
          <GrowingText autoFocus rows={2} value={draft} onChange={(event) => setDraft(event.target.value)} onKeyDown={keys} maxLength={textMax} aria-label={t('notes.edit')} />
          <span className={styles.buttons}>
            <Button type="primary" size="small" htmlType="submit" disabled={draft.trim() === ''} loading={save.isPending}>{t('app:save')}</Button>
            <Button size="small" onClick={() => setDraft(null)}>{t('app:cancel')}</Button>
          </span>
        </form>
      </li>
    );
  }
  return (
    <li>
      <p className={styles.noteText} translate="no">{note.text}</p>
      <p className={styles.faint}>
        {isMine ? t('notes.me') : <span translate="no">{note.author}</span>} · <RelativeTime at={note.editedAt ?? note.createdAt} />{note.editedAt && ` · ${t('notes.edited')}`}
        {can('service:write') && isMine && (
          <span className={styles.onHover}>
            <Button type="link" size="small" onClick={() => setDraft(note.text)}>{t('app:edit')}</Button>
            <Button type="link" size="small" onClick={remove}>{t('app:delete')}</Button>
          </span>
        )}
      </p>
    </li>
  );
}
