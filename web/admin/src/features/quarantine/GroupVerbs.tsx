import { Alert, Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { forAll, useRefresh, type Filter, type Many } from './api';
import styles from './quarantine.module.css';

/** Replays or discards all entries of a kind, with how far it is. */
export function GroupVerbs({ filter, title, count }: { filter: Filter; title: string; count: number }) {
  const { t } = useTranslation('quarantine');
  const format = useFormat();
  const { can } = useSession();
  const confirm = useConfirm();
  const { failed } = useTold();
  const refresh = useRefresh();
  const [task, setTask] = useState<{ verb: 'replay' | 'discard'; total: number; many: Many; ended: boolean } | null>(null);
  const stop = useRef<AbortController>(null);
  if (!can('quarantine:write')) return null;

  const run = async (verb: 'replay' | 'discard') => {
    stop.current = new AbortController();
    const begin = { verb, total: count, many: { done: 0, refused: 0, remaining: count }, ended: false };
    setTask(begin);
    try {
      const many = await forAll(verb, filter, count, (now) => setTask({ ...begin, many: now }), stop.current.signal);
      setTask({ ...begin, many, ended: true });
    } catch (error) {
      if (!(error instanceof DOMException)) failed(error);
      setTask((now) => now && { ...now, ended: true });
    }
    refresh();
  };
  // The window closes at once; how far it is shows on the screen.
  const start = (verb: 'replay' | 'discard') => {
    void run(verb);
    return Promise.resolve();
  };
  const number = format.number(count);
  return (
    <div className={styles.verbs}>
      {task && !task.ended ? (
        <div className={styles.task}>
          <Progress percent={task.total > 0 ? Math.floor((100 * (task.many.done + task.many.refused)) / task.total) : 0} status="active" aria-label={t(`many.${task.verb}`)} />
          <span role="status">{t('many.doneOf', { done: format.number(task.many.done + task.many.refused), all: format.number(task.total) })}</span>
          <Button onClick={() => stop.current?.abort()}>{t('many.stop')}</Button>
        </div>
      ) : count > 0 && (
        <div className={styles.buttons}>
          <Button type="primary" onClick={() => confirm({ title: t('many.replayTitle', { count, text: number }), text: title, consequences: [t('many.replayGood'), t('many.replayBad')], verb: t('many.replay'), action: () => start('replay') })}>{t('many.replayAll', { count, text: number })}</Button>
          <Button danger onClick={() => confirm({ title: t('many.discardTitle', { count, text: number }), text: title, consequences: [t('many.discardGone'), t('many.discardCounted')], verb: t('many.discard'), danger: true, action: () => start('discard') })}>{t('many.discardAll')}</Button>
        </div>
      )}
      {task?.ended && (
        <Alert closable={{ 'aria-label': t('app:close') }} showIcon type={task.many.refused > 0 ? 'warning' : 'success'} title={task.verb === 'discard' ? t('many.discarded', { count: task.many.done, text: format.number(task.many.done) }) : t('many.replayed', { count: task.many.done, text: format.number(task.many.done) })}
          description={task.many.refused > 0 ? t('many.again', { count: task.many.refused, text: format.number(task.many.refused) }) : undefined} />
      )}
    </div>
  );
}
