import { DeleteOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { useConfirm } from '@/components/useConfirm';
import { api } from '@/lib/api/client';
import { savedQuery } from './api';
import { forget, type Asked } from './history';
import styles from './sql.module.css';

/** Questions that are kept for all, and those asked in this browser. */
export function Kept({ asked, onPick, onForgotten }: { asked: Asked[]; onPick: (sql: string) => void; onForgotten: () => void }) {
  const { t } = useTranslation('sql');
  const queries = useQueryClient();
  const confirm = useConfirm();
  const { data } = useQuery(savedQuery);
  const remove = (id: number) => confirm({
    title: t('removeTitle'), text: t('removeText'), verb: t('remove'), danger: true,
    action: async () => {
      await api.DELETE('/api/sql/queries/{id}', { params: { path: { id } } });
      await queries.invalidateQueries({ queryKey: savedQuery.queryKey });
    },
  });
  return (
    <>
      <Panel title={t('saved')} dense count={data?.queries.length}>
        {data?.queries.length === 0 && <p className={styles.hint}>{t('savedNone')}</p>}
        <ul className={styles.kept}>
          {data?.queries.map((query) => (
            <li key={query.id}>
              <button type="button" translate="no" title={query.sql} onClick={() => onPick(query.sql)}>{query.name}</button>
              <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('removeWhat', { name: query.name })} onClick={() => remove(query.id)} />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('history')} dense actions={asked.length > 0 && <Button type="text" size="small" onClick={() => { forget(); onForgotten(); }}>{t('clear')}</Button>}>
        {asked.length === 0 && <p className={styles.hint}>{t('historyNone')}</p>}
        <ul className={styles.kept}>
          {asked.slice(0, 15).map((one) => <li key={one.at}><button type="button" translate="no" onClick={() => onPick(one.sql)}>{one.sql}</button><small><RelativeTime at={one.at} /></small></li>)}
        </ul>
      </Panel>
    </>
  );
}
