import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { useFormat } from '@/lib/format/useFormat';
import { usePages } from '@/lib/usePages';
import { countQuery, listKey, loadPage } from '../queries';
import type { ProfileKind } from '../types';
import { useDebounced } from '../useDebounced';
import { ColumnsMenu } from './ColumnsMenu';
import { ExportButton } from './ExportButton';
import { FilterBar } from './FilterBar';
import { ProfileGrid } from './ProfileGrid';
import { useListState } from './useListState';
import { ViewsMenu } from './ViewsMenu';
import styles from './list.module.css';

/** How long typing must pause before the server is asked, in milliseconds. */
const typingPauseMs = 160;

export default function ProfilesPage() {
  const { t } = useTranslation('profiles');
  const { state, view, change, columns, changeColumns } = useListState();
  const pages = usePages(listKey(state), (cursor: string | undefined, signal) => loadPage(state, cursor, signal));
  const grid = useRef<{ focus: () => void; open: () => void }>(null);
  const narrowed = state.query !== '' || state.conditions.length > 0 || state.kind !== null;
  const reset = () => change({ query: '', conditions: [], kind: null }, null);
  return (
    <div className={styles.page}>
      <PageHeader title={t('title')} text={<span className={styles.about}>{t('list.text')}</span>} actions={
        <>
          <ViewsMenu state={state} columns={columns} current={view} onChoose={(chosen, next) => { changeColumns(next); change(chosen.state, chosen.id); }} onSaved={(id) => change({}, id)} />
          <Allowed scope="profiles:export"><ExportButton state={state} columns={columns} /></Allowed>
        </>
      } />
      <div className={styles.tools}>
        <SearchBox key={view} query={state.query} onChange={(query) => change({ query })} onDown={() => grid.current?.focus()} onEnter={() => grid.current?.open()} />
        <Segmented aria-label={t('list.kind')} value={state.kind ?? 'all'} onChange={(kind) => change({ kind: kind === 'all' ? null : (kind as ProfileKind) })}
          options={[{ value: 'all', label: t('list.everyone') }, { value: 'person', label: t('list.people') }, { value: 'account', label: t('list.companies') }]} />
        <FilterBar conditions={state.conditions} kind={state.kind} onChange={(conditions) => change({ conditions })} />
        <span className={styles.right}>
          <Count state={state} />
          <ColumnsMenu columns={columns} kind={state.kind} onChange={changeColumns} />
        </span>
      </div>
      {pages.error && pages.items.length === 0 ? <ErrorState error={pages.error} onRetry={pages.retry} />
        : pages.items.length === 0 && !pages.loading && !pages.hasMore && !pages.stale ? (narrowed
          ? <EmptyState title={t('list.noneTitle')} text={t('list.noneText')} action={<Button onClick={reset}>{t('list.reset')}</Button>} />
          : <EmptyState title={t('list.emptyTitle')} text={t('list.emptyText')} action={
            <>
              <Allowed scope="sources:write"><Link to="/sources">{t('list.toSources')}</Link></Allowed>{' '}
              <Allowed scope="imports:write"><Link to="/imports">{t('list.toImports')}</Link></Allowed>
            </>
          } />)
          : <ProfileGrid ref={grid} columns={columns} kind={state.kind} pages={pages} />}
    </div>
  );
}

interface SearchBoxProps {
  query: string;
  onChange: (query: string) => void;
  onDown: () => void;
  onEnter: () => void;
}

/** Searches as the person types; an answer to an earlier text is cancelled by the query's key. */
function SearchBox({ query, onChange, onDown, onEnter }: SearchBoxProps) {
  const { t } = useTranslation('profiles');
  const box = useRef<InputRef>(null);
  const [text, setText] = useState(query);
  const settled = useDebounced(text, typingPauseMs);
  const [asked, setAsked] = useState(query);
  // The address may change from elsewhere: the search of the layout, a saved view, the way back.
  if (asked !== query) {
    setAsked(query);
    if (query !== text.trim()) setText(query);
  }
  const latest = useRef({ query, onChange });
  useEffect(() => { latest.current = { query, onChange }; });
  useEffect(() => { if (settled.trim() !== latest.current.query) latest.current.onChange(settled.trim()); }, [settled]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName))) return;
      // On this screen the list's own search is meant, not the one of the layout.
      event.preventDefault();
      event.stopImmediatePropagation();
      box.current?.focus({ cursor: 'all' });
    };
    globalThis.addEventListener('keydown', focus, true);
    return () => globalThis.removeEventListener('keydown', focus, true);
  }, []);
  return (
    <Input ref={box} className={styles.search} value={text} onChange={(event) => setText(event.target.value)} allowClear prefix={<SearchOutlined />} placeholder={t('list.search')} aria-label={t('list.searchLabel')}
      autoComplete="off" spellCheck={false} maxLength={200} onKeyDown={(event) => {
        if (event.key === 'ArrowDown') {
          event.preventDefault();
          onDown();
        } else if (event.key === 'Enter' && text.trim() === query && query !== '') onEnter();
      }} />
  );
}

function Count({ state }: { state: Parameters<typeof countQuery>[0] }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const { data, isPlaceholderData } = useQuery(countQuery(state));
  if (!data) return <span className={styles.countText} />;
  const number = format.number(data.total);
  return <span className={styles.countText} data-stale={isPlaceholderData} aria-live="polite">{data.isExact ? t('list.count', { count: data.total, number }) : t('list.countMore', { number })}</span>;
}
