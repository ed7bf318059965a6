import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { api, body } from '@/lib/api/client';
import { provenanceOf } from '../logic/provenance';
import { profileQuery, useProfileChanged } from '../queries';
import { useCard } from './CardContext';
import { TraitInput } from './TraitInput';
import { fromField, toField, type FieldValue } from '../logic/traitField';
import styles from './card.module.css';

interface TraitEditorProps {
  /** The trait to change; empty to choose one that the profile has not; null when the window is closed. */
  trait: string | null;
  onClose: () => void;
}

/** Changes a trait by hand. The value is kept as a statement of its own, so that no import overwrites it, and can be taken back. */
export function TraitEditor({ trait, onClose }: TraitEditorProps) {
  const { t } = useTranslation('profiles');
  const { traits } = useCard();
  const title = trait ? t('traits.editOne', { label: traits.label(trait) }) : t('traits.add');
  return (
    <Modal open={trait !== null} title={title} onCancel={onClose} footer={null} width={460} destroyOnHidden>
      {trait !== null && <Editor trait={trait} onClose={onClose} />}
    </Modal>
  );
}

function Editor({ trait: given, onClose }: { trait: string; onClose: () => void }) {
  const { t } = useTranslation('profiles');
  const { done } = useTold();
  const problem = useProblemText();
  const queries = useQueryClient();
  const changed = useProfileChanged();
  const { profile, traits, sourceName, isMasked } = useCard();
  const [trait, setTrait] = useState(given);
  const type = traits.find(trait)?.type ?? 'string';
  const { hasManual } = provenanceOf(profile, trait);
  const save = useMutation({
    mutationFn: ({ value, reason }: { value: unknown; reason?: string }) =>
      body(api.PUT('/api/profiles/{id}/traits', { params: { path: { id: profile.id } }, body: { traits: { [trait]: value }, reason: reason?.trim() || null } })),
    onSuccess: (saved, { value }) => {
      queries.setQueryData(profileQuery(profile.id).queryKey, saved);
      void changed(profile.id);
      done(value === null ? t('traits.takenBack') : t('traits.saved'));
      onClose();
    },
  });
  const absent = traits.list.filter(({ name }) => profile.traits[name] === undefined).map(({ name }) => ({ value: name, label: traits.label(name) }));
  const initial = trait && !isMasked(trait) ? toField(type, profile.traits[trait]) : undefined;
  return (
    <Form layout="vertical" requiredMark={false} key={trait} initialValues={{ value: initial }}
      onFinish={({ value, reason }: { value: FieldValue; reason?: string }) => save.mutate({ value: fromField(type, value), reason })}>
      {given === '' && (
        <Form.Item label={t('traits.which')} extra={absent.length === 0 ? t('traits.noneLeft') : undefined}>
          <Select autoFocus showSearch={{ optionFilterProp: 'label' }} value={trait || undefined} options={absent} onChange={setTrait} placeholder={t('traits.choose')} aria-label={t('traits.which')} />
        </Form.Item>
      )}
      {trait !== '' && (
        <>
          <Form.Item name="value" label={t('provenance.value')} extra={t('traits.keptAsManual', { source: sourceName('manual') })}
            rules={[{ required: true, message: t('traits.valueNeeded') }, ...(type === 'object' ? [{ validator: (_: unknown, value: string) => (isJson(value) ? Promise.resolve() : Promise.reject(new Error(t('traits.notJson')))) }] : [])]}>
            <TraitInput type={type} label={traits.label(trait)} autoFocus />
          </Form.Item>
          <Form.Item name="reason" label={t('traits.reason')}><Input maxLength={200} /></Form.Item>
          {save.error && <p className={styles.refusal} role="alert">{problem(save.error).title}. {problem(save.error).detail}</p>}
          <div className={styles.buttons}>
            <Button type="primary" htmlType="submit" loading={save.isPending && save.variables.value !== null}>{t('app:save')}</Button>
            {hasManual && <Button onClick={() => save.mutate({ value: null })} loading={save.isPending && save.variables.value === null}>{t('traits.takeBack')}</Button>}
          </div>
        </>
      )}
    </Form>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
