import { FilterOutlined } from '@ant-design/icons';
import { Badge, Button, DatePicker, Input, Popover, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { dayFormat } from '@/lib/format/picker';
import { noFilter, type TimelineFilter } from '../queries';
import { useCard } from './CardContext';
import styles from './card.module.css';

const types = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const;

interface TimelineFiltersProps {
  filter: TimelineFilter;
  onChange: (filter: TimelineFilter) => void;
}

/** Narrows the timeline by type, source, name and dates. */
export function TimelineFilters({ filter, onChange }: TimelineFiltersProps) {
  const { t, i18n } = useTranslation('profiles');
  const { profile, sourceName } = useCard();
  const sources = [...new Set(profile.records.map((record) => record.source))];
  const set = (change: Partial<TimelineFilter>) => onChange({ ...filter, ...change });
  const used = filter.types.length + filter.sources.length + (filter.event ? 1 : 0) + (filter.from || filter.to ? 1 : 0);
  const day = (at: string | null) => (at ? dayjs(at) : null);
  const fields = (
    <div className={styles.filterForm}>
      <label>{t('timeline.type')}
        <Select mode="multiple" allowClear value={filter.types} onChange={(next: string[]) => set({ types: next })} options={types.map((type) => ({ value: type, label: t(`timeline.types.${type}`) }))} aria-label={t('timeline.type')} />
      </label>
      {sources.length > 1 && (
        <label>{t('timeline.source')}
          <Select mode="multiple" allowClear value={filter.sources} onChange={(next: string[]) => set({ sources: next })} options={sources.map((source) => ({ value: source, label: sourceName(source) }))} aria-label={t('timeline.source')} />
        </label>
      )}
      <label>{t('timeline.event')}
        <Input.Search key={filter.event} allowClear defaultValue={filter.event} onSearch={(text) => set({ event: text.trim() })} placeholder="Order Completed" aria-label={t('timeline.event')} />
      </label>
      <label>{t('timeline.dates')}
        <DatePicker.RangePicker allowEmpty value={[day(filter.from), day(filter.to ? dayjs(filter.to).subtract(1, 'day').toISOString() : null)]} format={dayFormat(i18n.language)}
          onChange={(span) => set({ from: span?.[0]?.startOf('day').toISOString() ?? null, to: span?.[1]?.startOf('day').add(1, 'day').toISOString() ?? null })} />
      </label>
      {used > 0 && <Button type="link" className={styles.flush} onClick={() => onChange(noFilter)}>{t('timeline.clear')}</Button>}
    </div>
  );
  return (
    <Popover content={fields} trigger="click" placement="bottomRight">
      <Badge count={used} size="small" color="var(--accent)"><Button size="small" icon={<FilterOutlined />} aria-label={t('timeline.filter')}>{t('timeline.filter')}</Button></Badge>
    </Popover>
  );
}
