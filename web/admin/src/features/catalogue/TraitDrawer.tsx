import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, Input, InputNumber, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Meter } from '@/components/Meter';
import { Facts } from '@/components/Panel';
import { RelativeTime } from '@/components/RelativeTime';
import { SourceTag } from '@/components/SourceTag';
import { useProblemText } from '@/components/useProblemText';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { sourcesQuery } from '@/lib/workspace';
import { useNarrow } from '@/components/useNarrow';
import { qualityQuery } from '@/features/quality/public';
import { useSourceNames } from '@/features/sources/public';
import { nameLengthMax, privacyClasses, retentionDaysMax, traitTypes, useDeclare, type TraitKind } from './api';
import styles from './catalogue.module.css';
import type { Row } from './rows';

interface TraitDrawerProps {
  open: boolean;
  /** Null for a trait that is to be added. */
  trait: Row | null;
  taken: readonly Row[];
  onClose: () => void;
}

/** Everything said of a trait, to be read and changed. */
export function TraitDrawer({ open, trait, taken, onClose }: TraitDrawerProps) {
  const { t, i18n } = useTranslation('catalogue');
  const narrow = useNarrow();
  return (
    <Drawer open={open} onClose={onClose} size={narrow ? '100%' : 520} title={trait ? <span translate="no">{trait.label[i18n.language] ?? trait.name}</span> : t('add')} destroyOnHidden>
      {open && <Declaring key={trait ? `${trait.kind} ${trait.name}` : 'new'} trait={trait} taken={taken} onClose={onClose} />}
    </Drawer>
  );
}

interface Values {
  kind: TraitKind;
  name: string;
  ru?: string;
  en?: string;
  type: string;
  privacyClass: string;
  purpose?: string;
  retentionDays?: number | null;
  masterSource?: string;
}

function Declaring({ trait, taken, onClose }: { trait: Row | null; taken: readonly Row[]; onClose: () => void }) {
  const { t } = useTranslation('catalogue');
  const { can } = useSession();
  const { done } = useTold();
  const problem = useProblemText();
  const sources = useQuery({ ...sourcesQuery, enabled: can('sources:read') }).data ?? [];
  const declare = useDeclare();
  const save = ({ kind, name, ru, en, ...values }: Values) => declare.mutate({
    kind: trait?.kind ?? kind, name: trait?.name ?? name.trim(), type: values.type, privacyClass: values.privacyClass,
    // Labels in other languages, which came by the API, stay.
    label: { ...Object.fromEntries(Object.entries(trait?.label ?? {}).filter(([language]) => language !== 'ru' && language !== 'en')), ...(ru?.trim() ? { ru: ru.trim() } : {}), ...(en?.trim() ? { en: en.trim() } : {}) },
    purpose: values.purpose?.trim() ?? null, retentionDays: values.retentionDays ?? null, masterSource: values.masterSource ?? null,
  }, { onSuccess: () => { done(t('saved')); onClose(); } });
  const start: Partial<Values> = trait
    ? { ru: trait.label.ru, en: trait.label.en, type: trait.type, privacyClass: trait.privacyClass, purpose: trait.purpose ?? undefined, retentionDays: trait.retentionDays, masterSource: trait.masterSource ?? undefined }
    : { kind: 'person', type: 'string', privacyClass: 'none' };
  return (
    <>
      {trait && <Known trait={trait} />}
      <Form<Values> layout="vertical" requiredMark={false} initialValues={start} onFinish={save} disabled={!can('catalogue:write')}>
        {!trait && (
          <>
            <Form.Item name="kind" label={t('field.kind')}><Segmented options={(['person', 'account'] as const).map((one) => ({ value: one, label: t(`kind.${one}`) }))} /></Form.Item>
            <Form.Item name="name" label={t('field.name')} extra={t('field.nameHelp')} dependencies={['kind']} rules={[{ required: true, whitespace: true, max: nameLengthMax, message: t('rule.name') }, ({ getFieldValue }) => ({
              validator: (_, value: string) => taken.some((row) => row.kind === getFieldValue('kind') && row.name === value.trim()) ? Promise.reject(new Error(t('rule.taken'))) : Promise.resolve(),
            })]}><Input autoFocus spellCheck={false} autoComplete="off" /></Form.Item>
          </>
        )}
        <div className={styles.two}>
          <Form.Item name="ru" label={t('field.ru')}><Input maxLength={200} lang="ru" /></Form.Item>
          <Form.Item name="en" label={t('field.en')}><Input maxLength={200} lang="en" /></Form.Item>
          <Form.Item name="type" label={t('column.type')} extra={t('field.typeHelp')}><Select options={traitTypes.map((one) => ({ value: one, label: t(`type.${one}`) }))} /></Form.Item>
          <Form.Item name="privacyClass" label={t('column.class')} extra={t('field.classHelp')}><Select options={privacyClasses.map((one) => ({ value: one, label: t(`class.${one}`) }))} /></Form.Item>
        </div>
        <Form.Item name="purpose" label={t('column.purpose')} extra={t('field.purposeHelp')}><Input maxLength={200} /></Form.Item>
        <div className={styles.two}>
          <Form.Item name="retentionDays" label={t('field.retention')} extra={t('field.retentionHelp')}><InputNumber min={1} max={retentionDaysMax} precision={0} placeholder={t('forever')} className={styles.full} /></Form.Item>
          <Form.Item name="masterSource" label={t('column.master')} extra={t('field.masterHelp')}><Select allowClear placeholder={t('noMaster')} options={sources.map((one) => ({ value: one.key, label: one.name }))} /></Form.Item>
        </div>
        {declare.error && <Alert type="error" showIcon title={problem(declare.error).title} description={<span lang="en">{problem(declare.error).detail}</span>} className={styles.gap} />}
        {can('catalogue:write') && <Button type="primary" htmlType="submit" loading={declare.isPending}>{trait && !trait.declared ? t('declare') : t('app:save')}</Button>}
      </Form>
    </>
  );
}

function Known({ trait }: { trait: Row }) {
  const { t } = useTranslation('catalogue');
  const format = useFormat();
  const sourceName = useSourceNames();
  const { can } = useSession();
  const { data: quality } = useQuery({ ...qualityQuery, enabled: can('stats:read') });
  const bySource = Object.entries(trait.quality?.bySource ?? {}).sort(([, a], [, b]) => b - a);
  const recordsOf = (source: string) => quality?.sources.find((one) => one.source === source)?.records ?? 0;
  return (
    <div className={styles.known}>
      {!trait.declared && <Alert type="info" showIcon title={t('undeclared')} />}
      <Facts items={[
        { label: t('field.name'), value: <code>{trait.name}</code> },
        { label: t('column.fill'), value: trait.fill === null ? '–' : <Meter share={trait.fill} label={t('fillOf', { count: trait.quality?.filled ?? 0, text: format.number(trait.quality?.filled ?? 0) })} /> },
        { label: t('column.updated'), value: <RelativeTime at={trait.quality?.lastUpdatedAt} /> },
        { label: t('field.firstSeen'), value: format.date(trait.firstSeen) },
      ]} />
      {bySource.length > 0 && (
        <ul className={styles.bySource} aria-label={t('bySource')}>
          {bySource.map(([source, records]) => <li key={source}><SourceTag source={source} name={sourceName(source)} /><Meter share={recordsOf(source) > 0 ? records / recordsOf(source) : null} label={t('recordsOf', { count: records, text: format.number(records) })} /></li>)}
        </ul>
      )}
    </div>
  );
}
