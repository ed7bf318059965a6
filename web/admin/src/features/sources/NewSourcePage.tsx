import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Collapse, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { useProblemText } from '@/components/useProblemText';
import { ProblemError } from '@/lib/api/problem';
import { useSession } from '@/lib/session';
import { brandsQuery, sourcesQuery } from '@/lib/workspace';
import { kinds, trustRankMax, useCreateSource, type Kind, type NewSource } from './api';
import { useKeepFreshKey } from './freshKey';
import { keyFromName, keyPattern } from './keyFromName';
import { KindIcon } from './KindIcon';
import styles from './sources.module.css';

/** Makes a source: what it is, what it is called; the rest has sensible values. */
export default function NewSourcePage() {
  const { t } = useTranslation('sources');
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const { can } = useSession();
  const problem = useProblemText();
  const keepFreshKey = useKeepFreshKey();
  const known = useQuery(sourcesQuery).data ?? [];
  const brands = useQuery({ ...brandsQuery, enabled: can('workspace:read') }).data ?? [];
  const [form] = Form.useForm<NewSource>();
  const [ownKey, setOwnKey] = useState(false);
  const create = useCreateSource((source) => {
    keepFreshKey(source.key, source.writeKey);
    void navigate(`/sources/${source.key}?tab=connect`, { replace: true });
  });
  const taken = known.map((source) => source.key);
  const asked = parameters.get('kind') as Kind;
  const start: Partial<NewSource> = { kind: kinds.includes(asked) ? asked : 'web', trustRank: 100 };
  const namespaces = [...new Set(known.map((source) => source.idNamespace))];

  const submit = (values: NewSource) => create.mutate({ ...values, idNamespace: values.idNamespace?.trim() || undefined });
  const taught = create.error instanceof ProblemError && create.error.kind === 'source-exists';
  return (
    <>
      <PageHeader title={t('new.title')} text={t('new.text')} parent={<Link to="/sources">{t('list.title')}</Link>} />
      <Form<NewSource> form={form} layout="vertical" requiredMark={false} initialValues={start} onFinish={submit} className={styles.form}
        onValuesChange={(changed: Partial<NewSource>) => { if (changed.name !== undefined && !ownKey) form.setFieldValue('key', keyFromName(changed.name, taken)); }}>
        <Panel title={t('new.kind')}>
          <Form.Item name="kind" noStyle><KindChoice /></Form.Item>
        </Panel>
        <Panel title={t('new.about')}>
          <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, max: 200, message: t('rule.name') }]}>
            <Input autoFocus placeholder={t('field.namePlaceholder')} maxLength={200} />
          </Form.Item>
          <Form.Item name="key" label={t('field.key')} extra={t('field.keyHelp')} help={taught ? t('rule.keyTaken') : undefined} validateStatus={taught ? 'error' : undefined}
            rules={[{ required: true, pattern: keyPattern, message: t('rule.key') }, { validator: (_, value: string) => taken.includes(value) ? Promise.reject(new Error(t('rule.keyTaken'))) : Promise.resolve() }]}>
            <Input className={styles.code} maxLength={63} onChange={() => setOwnKey(true)} spellCheck={false} autoComplete="off" />
          </Form.Item>
          <Collapse ghost size="small" className={styles.more} items={[{
            key: 'more', label: t('new.more'), forceRender: true, children: (
              <>
                <Form.Item name="idNamespace" label={t('field.namespace')} extra={t('field.namespaceHelp')} rules={[{ pattern: keyPattern, message: t('rule.key') }]}>
                  <Input className={styles.code} placeholder={t('field.namespacePlaceholder')} list="namespaces" spellCheck={false} autoComplete="off" />
                </Form.Item>
                <datalist id="namespaces">{namespaces.map((name) => <option key={name} value={name} />)}</datalist>
                <Form.Item name="trustRank" label={t('field.trust')} extra={t('field.trustHelp')}><InputNumber min={0} max={trustRankMax} precision={0} /></Form.Item>
                {brands.length > 1 && <Form.Item name="brand" label={t('field.brand')} initialValue={brands[0]?.key}><Select options={brands.map((brand) => ({ value: brand.key, label: brand.name }))} /></Form.Item>}
              </>
            ),
          }]} />
          {create.error && !taught && <Alert type="error" showIcon title={problem(create.error).title} description={problem(create.error).detail} className={styles.gap} />}
          <div className={styles.buttons}>
            <Button type="primary" htmlType="submit" loading={create.isPending}>{t('new.create')}</Button>
            <Link to="/sources"><Button tabIndex={-1}>{t('app:cancel')}</Button></Link>
          </div>
        </Panel>
      </Form>
    </>
  );
}

function KindChoice({ value, onChange }: { value?: Kind; onChange?: (kind: Kind) => void }) {
  const { t } = useTranslation('sources');
  return (
    <div className={styles.kinds} role="radiogroup" aria-label={t('new.kind')}>
      {kinds.map((kind) => (
        <label key={kind} className={styles.choice} data-chosen={kind === value}>
          <input type="radio" name="kind" value={kind} checked={kind === value} onChange={() => onChange?.(kind)} className="visually-hidden" />
          <KindIcon kind={kind} />
          <b>{t(`kinds.${kind}.name`)}</b>
          <small>{t(`kinds.${kind}.text`)}</small>
        </label>
      ))}
    </div>
  );
}
