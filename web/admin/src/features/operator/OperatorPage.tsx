import { SearchOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Skeleton, type InputRef } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { Naming } from '@/components/Naming';
import { CardProvider, profileQuery, searchQuery } from '@/features/profiles/public';
import { useFormat } from '@/lib/format/useFormat';
import { CallForm } from './CallForm';
import { CallTimer } from './CallTimer';
import { readCaller, readTyped, writeCaller, type Caller } from './caller';
import { CandidateSearch, CandidatesById, Candidates } from './Candidates';
import { Essentials } from './Essentials';
import { byPhoneQuery } from './queries';
import styles from './operator.module.css';

/** What telephony opens on a call: who calls, what matters of them, and a form for how it went. */
export default function OperatorPage() {
  const { t } = useTranslation('operator');
  const { t: app } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const caller = readCaller(parameters);
  const isCalled = caller.phone !== '' || caller.query !== '' || caller.profile !== '';
  // A call begins when somebody is looked up, and goes on while candidates are told apart.
  const callKey = caller.phone || caller.query || caller.profile;
  useEffect(() => { document.title = `${t('title')} · ${app('product')}`; }, [t, app]);
  const set = (next: Partial<Caller>) => setParameters(writeCaller(next));
  const clear = () => set({});
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{t('title')}</h1>
      <SearchBar key={`search ${callKey}`} text={caller.phone || caller.query} onSearch={(text) => set(readTyped(text))} onClear={isCalled ? clear : undefined} />
      {isCalled ? <Call key={`call ${callKey}`} caller={caller} onChoose={(profile) => set({ ...caller, profile })} onClear={clear} /> : <EmptyState title={t('waiting')} text={<Naming as="kbd" phrase={(key) => t('waitingText', { key })} value="Enter" />} />}
    </div>
  );
}

function SearchBar({ text: given, onSearch, onClear }: { text: string; onSearch: (text: string) => void; onClear?: () => void }) {
  const { t } = useTranslation('operator');
  const format = useFormat();
  const box = useRef<InputRef>(null);
  const [text, setText] = useState(format.phone(given));
  useEffect(() => { if (!onClear) box.current?.focus(); }, [onClear]);
  useEffect(() => {
    const next = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !onClear || event.defaultPrevented || document.querySelector('[role=dialog], .ant-picker-dropdown:not(.ant-picker-dropdown-hidden)')) return;
      const target = event.target;
      // What is half written is not thrown away by one key.
      if ((target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) && target.type !== 'radio' && target.value !== '' && target !== box.current?.input) return;
      onClear();
    };
    document.addEventListener('keydown', next);
    return () => document.removeEventListener('keydown', next);
  }, [onClear]);
  return (
    <form role="search" className={styles.bar} onSubmit={(event) => {
      event.preventDefault();
      if (text.trim() !== '') onSearch(text);
    }}>
      <Input ref={box} size="large" autoFocus={!onClear} value={text} onChange={(event) => setText(event.target.value)} prefix={<SearchOutlined />} placeholder={t('search')} aria-label={t('search')} autoComplete="off" spellCheck={false} maxLength={200} />
      <Button size="large" type={onClear ? 'default' : 'primary'} htmlType="submit">{t('find')}</Button>
      {onClear && <Button size="large" onClick={onClear}>{t('next')} <kbd>Esc</kbd></Button>}
    </form>
  );
}

interface CallProps {
  caller: Caller;
  onChoose: (id: string) => void;
  onClear: () => void;
}

function Call({ caller, onChoose, onClear }: CallProps) {
  const { t } = useTranslation('operator');
  const format = useFormat();
  const [startedAt] = useState(() => Date.now());
  const queries = useQueryClient();
  const byPhone = useQuery({ ...byPhoneQuery(caller.phone), enabled: caller.phone !== '' && caller.profile === '' });
  const found = byPhone.data;
  // The look-up by number brings the whole profile: the card need not ask again.
  useEffect(() => { if (found?.kind === 'one') queries.setQueryData(profileQuery(found.profile.id).queryKey, found.profile); }, [found, queries]);
  const searched = useQuery({ ...searchQuery(caller.query), enabled: caller.query !== '' && caller.profile === '' });
  const only = caller.profile || (found?.kind === 'one' ? found.profile.id : '') || (caller.query !== '' && searched.data?.length === 1 ? searched.data[0]!.id : '');
  if (only) return <Known id={only} phone={caller.phone} startedAt={startedAt} onClear={onClear} />;
  if (byPhone.error ?? searched.error) return <ErrorState error={byPhone.error ?? searched.error} onRetry={() => void (caller.phone ? byPhone.refetch() : searched.refetch())} />;
  if (caller.query !== '') {
    if (!searched.data) return <Waiting />;
    return searched.data.length === 0
      ? <Part title={t('nobody')} text={t('nobodyText')}><CandidateSearch onChoose={onChoose} /></Part>
      : <Part title={t('found', { count: searched.data.length })} text={t('chooseHint')}><Candidates profiles={searched.data} onChoose={onChoose} /></Part>;
  }
  if (!found) return <Waiting />;
  const phone = format.phone(caller.phone);
  switch (found.kind) {
    case 'several': return <Part title={t('several', { phone, count: found.ids.length })} text={t('severalText')}><CandidatesById ids={found.ids} onChoose={onChoose} /></Part>;
    case 'nobody': return <Part title={t('unknown', { phone })} text={t('unknownText')}><CandidateSearch onChoose={onChoose} /></Part>;
    case 'noNumber': return <Part title={t('noNumber', { phone: caller.phone })} text={t('unknownText')}><CandidateSearch onChoose={onChoose} /></Part>;
    default: return <Waiting />;
  }
}

function Known({ id, phone, startedAt, onClear }: { id: string; phone: string; startedAt: number; onClear: () => void }) {
  const { data: profile, error, refetch } = useQuery(profileQuery(id));
  if (error && !profile) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!profile) return <Waiting />;
  return (
    <CardProvider key={profile.id} profile={profile}>
      <Essentials timer={<CallTimer startedAt={startedAt} />} form={<CallForm profileId={profile.id} phone={phone} startedAt={startedAt} onNext={onClear} />} />
    </CardProvider>
  );
}

function Part({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return <section className={styles.part} aria-label={title}><h2>{title}</h2><p>{text}</p>{children}</section>;
}

function Waiting() {
  const { t } = useTranslation('operator');
  return (
    <div className={styles.columns} role="status" aria-label={t('app:shell.loading')}>
      {[8, 10, 6].map((rows) => <section key={rows} className={styles.box}><Skeleton active paragraph={{ rows }} /></section>)}
    </div>
  );
}
