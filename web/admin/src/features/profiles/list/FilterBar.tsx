import { PlusOutlined } from '@ant-design/icons';
import { Button, Popover, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionsMax, toConditions, toFilters, type Condition, type Filter } from '../logic/filters';
import type { ProfileKind } from '../types';
import { useTraits } from '../useTraits';
import { FilterEditor } from './FilterEditor';
import styles from './list.module.css';

interface FilterBarProps {
  conditions: Condition[];
  kind: ProfileKind | null;
  onChange: (conditions: Condition[]) => void;
}

/** The filters in words, each of which can be changed or taken away, and a way to add one. */
export function FilterBar({ conditions, kind, onChange }: FilterBarProps) {
  const { t } = useTranslation('profiles');
  const [edited, setEdited] = useState<number | 'new' | null>(null);
  const wordsOf = useFilterWords(kind);
  const filters = toFilters(conditions);
  const put = (at: number, filter: Filter | null) => {
    onChange(toConditions(filter === null ? filters.filter((_, index) => index !== at) : filters.toSpliced(at, at < filters.length ? 1 : 0, filter)));
    setEdited(null);
  };
  const editor = (at: number, filter?: Filter) => <FilterEditor key={edited === null ? 'closed' : at} filter={filter} kind={kind} onApply={(next) => put(at, next)} />;
  return (
    <>
      {filters.map((filter, at) => {
        const text = wordsOf(filter);
        return (
          <Popover key={`${filter.trait} ${at}`} trigger="click" placement="bottomLeft" open={edited === at} onOpenChange={(open) => setEdited(open ? at : null)} destroyOnHidden content={editor(at, filter)}>
            <Tag className={styles.chip} closable={{ 'aria-label': t('filters.remove', { text }) }} onClose={(event) => { event.preventDefault(); put(at, null); }}>
              <button type="button" aria-label={t('filters.change', { text })}>{text}</button>
            </Tag>
          </Popover>
        );
      })}
      {conditions.length < conditionsMax && (
        <Popover trigger="click" placement="bottomLeft" open={edited === 'new'} onOpenChange={(open) => setEdited(open ? 'new' : null)} destroyOnHidden content={editor(filters.length)}>
          <Button icon={<PlusOutlined />}>{t('filters.add')}</Button>
        </Popover>
      )}
    </>
  );
}

function useFilterWords(kind: ProfileKind | null) {
  const { t } = useTranslation('profiles');
  const { label, text, find } = useTraits(kind ?? undefined);
  return ({ trait, how, value = '', from, to }: Filter): string => {
    const type = find(trait)?.type;
    const shown = (raw: string) => text(trait, type === 'number' && raw !== '' ? Number(raw) : type === 'boolean' ? raw === 'true' : raw);
    const words = { label: label(trait), value: shown(value), from: from === undefined ? '' : shown(from), to: to === undefined ? '' : shown(to) };
    if (how !== 'span') return t(`filters.${how}`, words);
    return from !== undefined && to !== undefined ? t('filters.span', words) : from !== undefined ? t('filters.spanFrom', words) : t('filters.spanTo', words);
  };
}
