import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Panel } from '@/components/Panel';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { isProblem } from '@/lib/api/problem';
import { keyOf } from '@/lib/keys';
import { descriptionLengthMax, nameLengthMax, problemsOf, segmentQuery, useSaveSegment, type Segment } from './api';
import { Builder } from './builder/Builder';
import { CountPanel, useCount } from './CountPanel';
import { emptyGroup, type Group } from './logic/form';
import { fromForm } from './logic/fromForm';
import { toForm } from './logic/toForm';
import styles from './segments.module.css';

/** Makes a segment, or changes one. */
export default function EditPage() {
  const { key } = useParams();
  return key === undefined ? <Editing segment={null} /> : <Loading key={key} of={key} />;
}

function Loading({ of: key }: { of: string }) {
  const { data, error, refetch } = useQuery({ ...segmentQuery(key), staleTime: 0 });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  // What is edited stays as it was read, whatever is read anew meanwhile.
  return data ? <Editing segment={data} /> : <Bones lines={10} />;
}

function Editing({ segment: read }: { segment: Segment | null }) {
  const { t } = useTranslation('segments');
  const navigate = useNavigate();
  const { done } = useTold();
  const format = useFormat();
  const [segment, setSegment] = useState(read);
  const [name, setName] = useState(segment?.name ?? '');
  const [ownKey, setKey] = useState<string | null>(null);
  const [description, setDescription] = useState(segment?.description ?? '');
  const [form, setForm] = useState<Group>(() => (segment ? toForm(segment.rule) : emptyGroup()));
  const [asked, setAsked] = useState(false);
  const written = useMemo(() => fromForm(form), [form]);
  const counted = useCount(written);
  const save = useSaveSegment();
  const key = segment?.key ?? ownKey ?? keyOf(name);
  const isChanged = name !== (segment?.name ?? '') || description !== (segment?.description ?? '') || JSON.stringify(written.rule) !== JSON.stringify(segment ? fromForm(toForm(segment.rule)).rule : { all: [] });
  useLeaving(isChanged && !save.isSuccess);
  const [noName, unfinished] = [asked && name.trim() === '', asked && written.unfinished.length > 0];
  const taken = isProblem(save.error, 'segment-exists');
  const conflict = isProblem(save.error, 'segment-changed');
  const submit = (version: number | null) => {
    setAsked(true);
    if (name.trim() === '' || key === '' || written.unfinished.length > 0) return;
    save.mutate({ key, name: name.trim(), description: description.trim(), rule: written.rule, version }, { onSuccess: () => { done(t('edit.saved')); void navigate(`/segments/${key}`); } });
  };
  const problems = save.error && problemsOf(save.error).length > 0 ? problemsOf(save.error) : counted.problems;
  return (
    <form onSubmit={(event) => { event.preventDefault(); submit(segment?.version ?? null); }}>
      <PageHeader title={segment ? t('edit.title', { name: segment.name }) : t('edit.newTitle')} isData={Boolean(segment)} parent={<Link to="/segments">{t('title')}</Link>} text={segment ? undefined : t('edit.newText')} />
      <div className={styles.edit}>
        <div>
          <Panel>
            <Form component={false} layout="vertical" requiredMark={false}>
              <div className={styles.names}>
                <Form.Item label={t('edit.name')} htmlFor="segment-name" validateStatus={noName ? 'error' : undefined} help={noName ? t('edit.nameRule') : undefined}><Input id="segment-name" value={name} onChange={(event) => setName(event.target.value)} maxLength={nameLengthMax} autoFocus={!segment} autoComplete="off" /></Form.Item>
                <Form.Item label={t('edit.key')} htmlFor="segment-key" validateStatus={taken ? 'error' : undefined} help={taken ? t('edit.keyTaken') : undefined}><Input id="segment-key" value={key} disabled={Boolean(segment)} onChange={(event) => setKey(event.target.value.toLowerCase())} maxLength={63} spellCheck={false} autoComplete="off" translate="no" /></Form.Item>
                <Form.Item label={t('edit.description')} htmlFor="segment-description"><Input id="segment-description" value={description} onChange={(event) => setDescription(event.target.value)} maxLength={descriptionLengthMax} autoComplete="off" /></Form.Item>
              </div>
            </Form>
          </Panel>
          <Panel title={t('rule.label')}><Builder form={form} written={written} own={segment?.key ?? null} problems={problems} onChange={setForm} /></Panel>
        </div>
        <div className={styles.aside}><CountPanel counted={counted} /></div>
      </div>
      <div className={styles.doing}>
        {conflict && <Alert type="warning" showIcon className={styles.full} title={t('edit.conflict')} action={<Theirs of={segment!} onTake={(theirs, keepMine) => {
          setSegment(theirs);
          save.reset();
          if (keepMine) return submit(theirs.version);
          setName(theirs.name);
          setDescription(theirs.description);
          setForm(toForm(theirs.rule));
        }} />} />}
        {save.error && !conflict && !taken && problemsOf(save.error).length === 0 && <Refusal error={save.error} />}
        {unfinished && <Alert type="warning" showIcon className={styles.full} title={t('edit.unfinished')} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>{t('app:save')}</Button>
        <Button onClick={() => void navigate(segment ? `/segments/${segment.key}` : '/segments')}>{t('app:cancel')}</Button>
        {counted.isWhole && counted.data && <span>{t('count.short', { count: counted.data.count, text: format.number(counted.data.count) })}</span>}
      </div>
    </form>
  );
}

function Refusal({ error }: { error: unknown }) {
  const { title, detail } = useProblemText()(error);
  return <Alert type="error" showIcon className={styles.full} title={title} description={detail && <span lang="en">{detail}</span>} />;
}

/** What to do when somebody else has changed the segment meanwhile. */
function Theirs({ of: { key }, onTake }: { of: Segment; onTake: (theirs: Segment, keepMine: boolean) => void }) {
  const { t } = useTranslation('segments');
  const { refetch } = useQuery({ ...segmentQuery(key), enabled: false });
  const take = (keepMine: boolean) => void refetch().then(({ data }) => { if (data) onTake(data, keepMine); });
  return <><Button size="small" onClick={() => take(false)}>{t('edit.takeTheirs')}</Button> <Button size="small" danger onClick={() => take(true)}>{t('edit.keepMine')}</Button></>;
}

/** The browser asks before a page with unsaved work is closed. */
function useLeaving(isChanged: boolean) {
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener('beforeunload', ask);
    return () => globalThis.removeEventListener('beforeunload', ask);
  }, [isChanged]);
}
