import { useMutation } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import type { Dayjs } from 'dayjs';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { GrowingText } from '@/components/GrowingText';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { useProfileChanged } from '@/features/profiles/public';
import { DueInput } from '@/features/tasks/public';
import { api, body } from '@/lib/api/client';
import { useSession } from '@/lib/session';
import { outcomes, type Outcome } from './caller';
import styles from './operator.module.css';

interface CallFormProps {
  profileId: string;
  /** The number that calls; empty when the caller was found by words. */
  phone: string;
  startedAt: number;
  onNext: () => void;
}

/** How the call went. Digits choose the outcome, Ctrl+Enter keeps it; a date to call back makes a task. */
export function CallForm({ profileId, phone, startedAt, onNext }: CallFormProps) {
  const { t } = useTranslation('operator');
  const { can } = useSession();
  const { done } = useTold();
  const problem = useProblemText();
  const changed = useProfileChanged();
  const title = useId();
  const form = useRef<HTMLFormElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const [direction, setDirection] = useState<'in' | 'out'>(phone === '' ? 'out' : 'in');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [topic, setTopic] = useState('');
  const [comment, setComment] = useState('');
  const [callBackAt, setCallBackAt] = useState<Dayjs | null>(null);
  const [kept, setKept] = useState(false);
  const keep = useMutation({
    mutationFn: (result: Outcome) => body(api.POST('/api/profiles/{id}/calls', {
      params: { path: { id: profileId } },
      body: {
        direction, outcome: result, topic: topic.trim() || null, comment: comment.trim() || null, phone: phone || null, startedAt: new Date(startedAt).toISOString(),
        durationSeconds: Math.min(86_400, Math.max(0, Math.round((Date.now() - startedAt) / 1_000))), callBackAt: callBackAt?.toISOString() ?? null, assigneeId: null,
      },
    })),
    onSuccess: (answer) => {
      done(answer.taskId ? t('keptWithTask') : t('kept'));
      setKept(true);
      return changed(profileId);
    },
  });
  useEffect(() => { if (kept) next.current?.focus(); }, [kept]);
  // The first thing to do when the caller is known: the keys work at once.
  useEffect(() => { form.current?.querySelector<HTMLInputElement>('input[type=radio]')?.focus({ preventScroll: true }); }, []);
  if (!can('service:write')) return null;
  if (kept) {
    return (
      <section className={styles.box}>
        <p className={styles.kept} role="status">{t('kept')}</p>
        <Button ref={next} type="primary" block onClick={onNext}>{t('next')}</Button>
        <Button type="link" block onClick={() => { setKept(false); setOutcome(null); setTopic(''); setComment(''); setCallBackAt(null); }}>{t('another')}</Button>
      </section>
    );
  }
  const submit = () => {
    if (outcome && !keep.isPending) keep.mutate(outcome);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
      return;
    }
    const isText = event.target instanceof HTMLTextAreaElement || (event.target instanceof HTMLInputElement && event.target.type !== 'radio');
    const chosen = !isText && /^[1-9]$/.test(event.key) ? outcomes[Number(event.key) - 1] : undefined;
    if (chosen) setOutcome(chosen);
  };
  return (
    // Keys of the whole form; each of its fields can be reached and used by itself.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={form} className={styles.box} aria-labelledby={title} onKeyDown={press} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <div className={styles.formHead}>
        <h2 id={title}>{t('call')}</h2>
        <Segmented size="small" value={direction} onChange={(value) => setDirection(value === 'out' ? 'out' : 'in')} aria-label={t('direction')} options={[{ value: 'in', label: t('in') }, { value: 'out', label: t('out') }]} />
      </div>
      <fieldset className={styles.outcomes}>
        <legend>{t('outcome')}</legend>
        {outcomes.map((one, at) => (
          <label key={one} data-chosen={one === outcome}>
            <input type="radio" name="outcome" value={one} checked={one === outcome} onChange={() => setOutcome(one)} />
            <kbd>{at + 1}</kbd> <span>{t(`outcomes.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <Input value={topic} onChange={(event) => setTopic(event.target.value)} placeholder={t('topic')} aria-label={t('topic')} maxLength={200} />
      <GrowingText rows={2} value={comment} onChange={(event) => setComment(event.target.value)} placeholder={t('comment')} aria-label={t('comment')} maxLength={4_000} />
      <DueInput value={callBackAt} onChange={setCallBackAt} label={t('callBackAt')} />
      {outcome === 'call_back' && !callBackAt && <p className={styles.calm}>{t('callBackHint')}</p>}
      {keep.error && <p className={styles.refusal} role="alert">{problem(keep.error).title}. {problem(keep.error).detail}</p>}
      <Button type="primary" htmlType="submit" block disabled={!outcome} loading={keep.isPending}>{t('keep')} <kbd className={styles.onButton}>Ctrl Enter</kbd></Button>
    </form>
  );
}
