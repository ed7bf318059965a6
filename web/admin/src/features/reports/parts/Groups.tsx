import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined, SettingOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Input, InputNumber } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Allowed } from '@/components/Allowed';
import { ErrorState } from '@/components/ErrorState';
import { Bones } from '@/components/Panel';
import { useConfirm } from '@/components/useConfirm';
import { useNarrow } from '@/components/useNarrow';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { groupsQuery, useSaveGroups, type GroupRule } from '../api';
import { groupName } from '../shapes/rfm';
import { useSay } from '../logic/say';
import styles from '../reports.module.css';

/** A way to the names of groups. */
export function GroupsButton() {
  const { t } = useTranslation('reports');
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  return (
    <Allowed scope="reports:write">
      <Button icon={<SettingOutlined />} onClick={() => setOpen(true)}>{t('groups.open')}</Button>
      <Drawer open={open} onClose={() => setOpen(false)} size={narrow ? '100%' : 940} title={t('groups.title')} destroyOnHidden>{open && <Groups onDone={() => setOpen(false)} />}</Drawer>
    </Allowed>
  );
}

function Groups({ onDone }: { onDone: () => void }) {
  const { data, error, refetch } = useQuery({ ...groupsQuery, staleTime: 0 });
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  return data ? <Editor key={data.version} names={data.names} version={data.version} onDone={onDone} /> : <Bones lines={8} />;
}

const axes = ['recency', 'frequency', 'monetary'] as const;
/** Groups are of five levels. */
const levels = 5;
const groupsMax = 30;

/** Which levels make which group; the first that fits counts. */
function Editor({ names, version, onDone }: { names: GroupRule[]; version: number; onDone: () => void }) {
  const { t } = useTranslation('reports');
  const say = useSay();
  const confirm = useConfirm();
  const { done } = useTold();
  const problem = useProblemText();
  const save = useSaveGroups();
  // Where the focus goes from a group that is taken away.
  const more = useRef<HTMLButtonElement>(null);
  const [groups, setGroups] = useState(names);
  const set = (at: number, change: Partial<GroupRule>) => setGroups(groups.map((group, n) => (n === at ? { ...group, ...change } : group)));
  const swap = (at: number, to: number) => setGroups(groups.with(at, groups[to]!).with(to, groups[at]!));
  const add = () => setGroups([...groups, { key: `group-${Date.now().toString(36)}`, name: '', recency: [1, levels], frequency: [1, levels], monetary: [1, levels] }]);
  const keep = () => save.mutate({ names: groups.map((group) => ({ ...group, name: group.name?.trim() || null })), version }, { onSuccess: () => { done(t('groups.saved')); onDone(); } });
  const reset = () => confirm({ title: t('groups.resetTitle'), text: t('groups.resetText'), verb: t('groups.reset'), action: () => save.mutateAsync(null).then(onDone) });
  const refusal = save.error ? problem(save.error) : null;
  return (
    <>
      <p className={styles.faint}>{t('groups.text')}</p>
      <ol className={styles.groups}>
        {groups.map((group, at) => (
          <li key={group.key}>
            <Input aria-label={t('groups.name', { number: at + 1 })} value={group.name ?? ''} maxLength={100} placeholder={groupName(say, { key: group.key, name: null }).text} onChange={(event) => set(at, { name: event.target.value })} />
            {axes.map((axis) => (
              <span key={axis} className={styles.range}>
                <span aria-hidden="true">{t(`groups.${axis}`)}</span>
                {([0, 1] as const).map((end) => <InputNumber key={end} size="small" min={1} max={levels} precision={0} value={group[axis][end]} aria-label={t(end === 0 ? 'groups.from' : 'groups.to', { axis: t(`groups.${axis}`), number: at + 1 })} onChange={(value) => { if (value !== null) set(at, { [axis]: group[axis].with(end, value) as [number, number] }); }} />)}
              </span>
            ))}
            <span className={styles.stepButtons}>
              <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t('funnel.up', { number: at + 1 })} disabled={at === 0} onClick={() => swap(at, at - 1)} />
              <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={t('funnel.down', { number: at + 1 })} disabled={at === groups.length - 1} onClick={() => swap(at, at + 1)} />
              <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('funnel.remove', { number: at + 1 })} disabled={groups.length === 1} onClick={() => { more.current?.focus(); setGroups(groups.toSpliced(at, 1)); }} />
            </span>
          </li>
        ))}
      </ol>
      {refusal && <Alert type="error" showIcon title={refusal.title} description={<span lang="en">{refusal.detail}</span>} />}
      <div className={styles.groupsFoot}>
        {groups.length < groupsMax && <Button ref={more} icon={<PlusOutlined />} onClick={add}>{t('groups.add')}</Button>}
        <span className={styles.buttons}>{version > 0 && <Button onClick={reset}>{t('groups.reset')}</Button>}<Button type="primary" loading={save.isPending} onClick={keep}>{t('app:save')}</Button></span>
      </div>
    </>
  );
}
