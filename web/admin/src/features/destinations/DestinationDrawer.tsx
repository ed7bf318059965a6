import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Drawer, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNarrow } from '@/components/useNarrow';
import { useProblemText } from '@/components/useProblemText';
import { ColumnsField } from '@/features/exports/public';
import { segmentsQuery } from '@/features/segments/public';
import { isProblem } from '@/lib/api/problem';
import { keyOf } from '@/lib/keys';
import { destinationEvents, fieldOf, useSaveDestination, type Destination, type Draft } from './api';
import styles from './destinations.module.css';

interface DestinationDrawerProps {
  open: boolean;
  /** Null for one that is to be made. */
  destination: Destination | null;
  /** Of one that is to be made: the segments to begin with. */
  segments?: string[];
  onClose: () => void;
  /** With what the server answered: of a new one, its secret too. */
  onSaved?: (saved: Destination) => void;
}

/** The form of a destination. */
export function DestinationDrawer({ open, destination, segments = [], onClose, onSaved }: DestinationDrawerProps) {
  const { t } = useTranslation('destinations');
  const narrow = useNarrow();
  return (
    <Drawer open={open} onClose={onClose} size={narrow ? '100%' : 560} title={destination ? <span translate="no">{destination.name}</span> : t('new')} destroyOnHidden>
      {open && <Editing destination={destination} segments={segments} onClose={onClose} onSaved={onSaved} />}
    </Drawer>
  );
}

const nameLengthMax = 200;
const urlLengthMax = 2_000;

function Editing({ destination, segments, onClose, onSaved }: Omit<DestinationDrawerProps, 'open'>) {
  const { t } = useTranslation('destinations');
  const problem = useProblemText();
  const known = useQuery(segmentsQuery).data ?? [];
  const save = useSaveDestination();
  const [form] = Form.useForm<Draft>();
  const wrong = fieldOf(save.error);
  const refused = (field: keyof Draft) => (wrong === field ? { validateStatus: 'error' as const, help: t(`fault.${field === 'key' && isProblem(save.error, 'destination-exists') ? 'taken' : field}`) } : {});
  const submit = (draft: Draft) => save.mutate({ ...draft, key: destination?.key ?? draft.key, isEnabled: destination?.isEnabled ?? true, version: destination?.version ?? null }, {
    onSuccess: (saved) => {
      onClose();
      onSaved?.(saved as Destination);
    },
  });
  const refusal = save.error && wrong === null ? problem(save.error) : null;
  return (
    <Form<Draft> form={form} layout="vertical" requiredMark={false} onFinish={submit} initialValues={destination ?? { events: [...destinationEvents], segments, columns: [] }}
      onValuesChange={(changed: Partial<Draft>) => {
        save.reset();
        if (changed.name !== undefined && !destination && !form.isFieldTouched('key')) form.setFieldValue('key', keyOf(changed.name));
      }}>
      {refusal && <Alert type="error" showIcon className={styles.gap} title={refusal.title} description={refusal.detail && <span lang="en">{refusal.detail}</span>} />}
      <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, message: t('fault.name') }]} {...refused('name')}><Input autoFocus={!destination} maxLength={nameLengthMax} autoComplete="off" /></Form.Item>
      {!destination && <Form.Item name="key" label={t('field.key')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9_-]{0,62}$/, message: t('fault.key') }]} {...refused('key')}><Input maxLength={63} spellCheck={false} autoComplete="off" /></Form.Item>}
      <Form.Item name="url" label={t('field.url')} extra={t('field.urlText')} rules={[{ required: true, pattern: /^https?:\/\/\S+$/i, message: t('fault.url') }]} {...refused('url')}><Input inputMode="url" maxLength={urlLengthMax} spellCheck={false} autoComplete="off" placeholder="https://mail.example/hooks/kartoteka" /></Form.Item>
      <Form.Item name="segments" label={t('field.segments')} rules={[{ required: true, type: 'array', min: 1, message: t('fault.segments') }]} {...refused('segments')}>
        <Select mode="multiple" options={known.map(({ key, name }) => ({ value: key, label: name }))} showSearch={{ optionFilterProp: 'label' }} labelRender={({ label, value }) => <span translate="no">{label ?? value}</span>} optionRender={({ label }) => <span translate="no">{label}</span>} />
      </Form.Item>
      {/* Not by `required`, which puts an attribute on the group that its role does not have. */}
      <Form.Item name="events" label={t('field.events')} rules={[{ validator: (_, events: string[]) => (events.length > 0 ? Promise.resolve() : Promise.reject(new Error(t('fault.events')))) }]} {...refused('events')}>
        <Checkbox.Group options={destinationEvents.map((event) => ({ value: event, label: t(`event.${event}`) }))} />
      </Form.Item>
      <Form.Item name="columns" label={t('field.columns')} extra={t('field.columnsText')} {...refused('columns')}><ColumnsField onlyShown /></Form.Item>
      <div className={styles.foot}><Button onClick={onClose}>{t('app:cancel')}</Button><Button type="primary" htmlType="submit" loading={save.isPending}>{destination ? t('app:save') : t('create')}</Button></div>
    </Form>
  );
}
