import { DeleteOutlined, DownOutlined, StarOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Modal, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Naming } from '@/components/Naming';
import { useConfirm } from '@/components/useConfirm';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { api, body } from '@/lib/api/client';
import { cleanColumns } from '../logic/columns';
import { formatCondition, parseCondition, type ListState } from '../logic/filters';
import { viewsQuery } from '../queries';
import type { SavedView } from '../types';
import styles from './list.module.css';

interface ViewsMenuProps {
  state: ListState;
  columns: string[];
  /** Id of the view that was chosen last. */
  current: string | null;
  onChoose: (view: { id: string; state: ListState }, columns: string[]) => void;
  onSaved: (id: string) => void;
}

/** Searches, filters and columns that somebody saved: one's own, and those that others share. */
export function ViewsMenu({ state, columns, current, onChoose, onSaved }: ViewsMenuProps) {
  const { t } = useTranslation('profiles');
  const queries = useQueryClient();
  const confirm = useConfirm();
  const { done, failed } = useTold();
  const { data: views, error } = useQuery(viewsQuery);
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  const content = { query: state.query, where: state.conditions.map(formatCondition), columns };
  const update = useMutation({
    mutationFn: (view: SavedView) => api.PUT('/api/views/{id}', { params: { path: { id: view.id } }, body: { name: view.name, shared: view.shared, ...content } }),
    onSuccess: () => {
      done(t('views.saved'));
      return queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
    },
    onError: failed,
  });
  if (error || !views) return null;
  const chosen = views.find((view) => String(view.id) === current);
  const choose = (view: SavedView) => {
    setOpen(false);
    onChoose({ id: String(view.id), state: { query: view.query, conditions: view.where.map(parseCondition).filter((condition) => condition !== null), kind: state.kind } }, cleanColumns(view.columns));
  };
  const remove = (view: SavedView) => confirm({
    title: <Naming phrase={(name) => t('views.deleteTitle', { name })} value={view.name} />, text: t('views.deleteText'), verb: t('app:delete'), danger: true,
    action: async () => {
      await api.DELETE('/api/views/{id}', { params: { path: { id: view.id } } });
      await queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
    },
  });
  const group = (title: string, some: SavedView[]) => some.length > 0 && (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {some.map((view) => (
          <li key={view.id} data-chosen={view === chosen}>
            <button type="button" translate="no" onClick={() => choose(view)}>{view.name}{!view.own && <span className={styles.faint}> {t('views.by', { owner: view.owner })}</span>}</button>
            {view.own && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('views.delete', { name: view.name })} onClick={() => remove(view)} />}
          </li>
        ))}
      </ul>
    </section>
  );
  const menu = (
    <div className={styles.views}>
      {group(t('views.own'), views.filter((view) => view.own))}
      {group(t('views.shared'), views.filter((view) => !view.own))}
      {views.length === 0 && <p className={styles.faint}>{t('views.none')}</p>}
      <div className={styles.viewButtons}>
        {chosen?.own && <Button size="small" loading={update.isPending} onClick={() => update.mutate(chosen)}>{t('views.update', { name: chosen.name })}</Button>}
        <Button size="small" type="primary" onClick={() => { setOpen(false); setSaving(true); }}>{t('views.save')}</Button>
      </div>
    </div>
  );
  return (
    <>
      <Popover content={menu} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
        <Button icon={<StarOutlined />}>{chosen?.name ?? t('views.title')} <DownOutlined /></Button>
      </Popover>
      <SaveView open={saving} content={content} onClose={() => setSaving(false)} onSaved={onSaved} />
    </>
  );
}

interface SaveViewProps {
  open: boolean;
  content: { query: string; where: string[]; columns: string[] };
  onClose: () => void;
  onSaved: (id: string) => void;
}

function SaveView({ open, content, onClose, onSaved }: SaveViewProps) {
  const { t } = useTranslation('profiles');
  const problem = useProblemText();
  const queries = useQueryClient();
  const { done } = useTold();
  const save = useMutation({
    mutationFn: (named: { name: string; shared?: boolean }) => body(api.POST('/api/views', { body: { name: named.name.trim(), shared: named.shared ?? false, ...content } })),
    onSuccess: async (view) => {
      await queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
      onSaved(String(view.id));
      done(t('views.saved'));
      onClose();
    },
  });
  return (
    <Modal open={open} title={t('views.saveTitle')} onCancel={onClose} footer={null} width={400} destroyOnHidden>
      <Form layout="vertical" requiredMark={false} onFinish={(values: { name: string; shared?: boolean }) => save.mutate(values)}>
        <Form.Item name="name" label={t('views.name')} rules={[{ required: true, whitespace: true, message: t('traits.valueNeeded') }]} help={save.error ? problem(save.error).title : undefined} validateStatus={save.error ? 'error' : undefined}>
          <Input autoFocus maxLength={100} />
        </Form.Item>
        <Form.Item name="shared" valuePropName="checked"><Checkbox>{t('views.share')}</Checkbox></Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>{t('app:save')}</Button>
      </Form>
    </Modal>
  );
}
