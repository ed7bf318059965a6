import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ErrorState';
import { useProblemText } from '@/components/useProblemText';
import { api, body, call } from '@/lib/api/client';
import { useProfileChanged } from '../queries';
import type { Preview, RecordAddress } from '../types';
import { ProfileMini } from './ProfileMini';
import styles from './card.module.css';

export type IdentityChange = {
  id: string;
  title: string;
  text: string;
  /** The verb of the button. */
  verb: string;
} & (
  | { action: 'merge'; body: { with: string } }
  | { action: 'unmerge'; body: { records: RecordAddress[] } }
);

function apply(change: IdentityChange, why: string) {
  const params = { path: { id: change.id } };
  return change.action === 'merge'
    ? body(api.POST('/api/profiles/{id}/merge', { params, body: { ...change.body, dryRun: null, why } }))
    : body(api.POST('/api/profiles/{id}/unmerge', { params, body: { ...change.body, dryRun: null, why } }));
}

interface IdentityDialogProps {
  change: IdentityChange | null;
  onClose: () => void;
  /** With the ids of the profiles that resulted. */
  onDone: (ids: string[]) => void;
}

/** Shows what a merge or an un-merge would leave, asks for the reason and does it. */
export function IdentityDialog({ change, onClose, onDone }: IdentityDialogProps) {
  return (
    <Modal open={change !== null} title={change?.title} onCancel={onClose} footer={null} width={720} destroyOnHidden>
      {change && <Confirming change={change} onClose={onClose} onDone={onDone} />}
    </Modal>
  );
}

function Confirming({ change, onClose, onDone }: { change: IdentityChange; onClose: () => void; onDone: (ids: string[]) => void }) {
  const { t, i18n } = useTranslation('profiles');
  const problem = useProblemText();
  const changed = useProfileChanged();
  const path = `/api/profiles/${encodeURIComponent(change.id)}/${change.action}`;
  const preview = useQuery({
    queryKey: ['profiles', 'preview', path, change.body],
    // The document says what a change answers, not what its dry run does.
    queryFn: ({ signal }) => call<Preview>(path, { ...change.body, dryRun: true }, { signal }),
    gcTime: 0, staleTime: 0,
  });
  const carryOut = useMutation({
    mutationFn: ({ why }: { why?: string }) => apply(change, why?.trim() ?? ''),
    onSuccess: async (answer) => {
      const ids = answer.profiles.map((profile) => profile.id);
      onDone(ids);
      await changed(change.id, ...ids);
    },
  });
  if (preview.error) return <ErrorState compact error={preview.error} onRetry={() => void preview.refetch()} />;
  // A kind of problem, such as `other-kind`; keys of words are in snake case.
  const refusal = preview.data?.refusal?.replaceAll('-', '_');
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(values: { why?: string }) => carryOut.mutate(values)}>
      <p>{change.text}</p>
      {refusal
        ? <Alert type="warning" showIcon title={i18n.exists(`profiles:refusals.${refusal}`) ? t(`refusals.${refusal}`) : t('refusals.other', { code: refusal })} className={styles.gap} />
        : (
          <>
            <h3 className={styles.previewHead}>{preview.data ? t('identity.wouldBe', { count: preview.data.profiles.length }) : t('identity.looking')}</h3>
            <div className={styles.minis} aria-busy={preview.isPending}>
              {preview.data?.profiles.map((profile) => <ProfileMini key={profile.id} profile={profile} heading={profile.id === change.id ? t('identity.thisOne') : t('identity.another')} />)
                ?? [1, 2].map((key) => <div key={key} className={styles.mini}><Skeleton active paragraph={{ rows: 3 }} title={false} /></div>)}
            </div>
            <p className={styles.faint}>{t('identity.nothingLost')}</p>
          </>
        )}
      {!refusal && <Form.Item name="why" label={t('identity.why')}><Input maxLength={200} placeholder={t('identity.whyExample')} /></Form.Item>}
      {carryOut.error && <p className={styles.refusal} role="alert">{problem(carryOut.error).title}. {problem(carryOut.error).detail}</p>}
      <div className={styles.buttons}>
        {!refusal && <Button type="primary" htmlType="submit" disabled={!preview.data} loading={carryOut.isPending}>{change.verb}</Button>}
        <Button onClick={onClose}>{t('app:cancel')}</Button>
      </div>
    </Form>
  );
}
