import { Alert, Button, Form, Input, InputNumber, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { Naming } from '@/components/Naming';
import { Facts, Panel } from '@/components/Panel';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { isBuiltIn, trustRankMax, useChangeSource, type Source } from './api';
import styles from './sources.module.css';
import { WriteKeys } from './WriteKeys';

/** What of a source can be changed, and what is fixed for its life. */
export function SourceSettings({ source }: { source: Source }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const { done, failed } = useTold();
  const confirm = useConfirm();
  const change = useChangeSource(source.key);
  const save = (values: { name: string; trustRank: number }) => change.mutate(values, { onSuccess: () => done(t('settings.saved')), onError: failed });
  const turn = (enabled: boolean) => enabled
    ? change.mutate({ enabled }, { onError: failed })
    : confirm({ title: <Naming phrase={(name) => t('settings.offTitle', { name })} value={source.name} />, consequences: [t('settings.offRefused'), t('settings.offKept')], verb: t('settings.offVerb'), danger: true, action: () => change.mutateAsync({ enabled }) });
  return (
    <>
      <Panel title={t('settings.title')}>
        <Form layout="vertical" requiredMark={false} initialValues={source} onFinish={save} className={styles.form}>
          <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, max: 200, message: t('rule.name') }]}><Input maxLength={200} /></Form.Item>
          <Form.Item name="trustRank" label={t('field.trust')} extra={t('field.trustHelp')} rules={[{ required: true, message: t('rule.trust') }]}><InputNumber min={0} max={trustRankMax} precision={0} /></Form.Item>
          <Button type="primary" htmlType="submit" loading={change.isPending}>{t('app:save')}</Button>
        </Form>
      </Panel>
      <Panel title={t('settings.state')}>
        <label className={styles.switch}><Switch checked={source.enabled} onChange={turn} disabled={isBuiltIn(source.kind)} aria-label={t('settings.takes')} /> {source.enabled ? t('settings.takes') : t('settings.takesNot')}</label>
        {!source.enabled && <Alert type="warning" showIcon title={t('settings.offNow')} className={styles.gap} />}
      </Panel>
      {!isBuiltIn(source.kind) && <WriteKeys source={source.key} />}
      <Panel title={t('settings.fixed')} text={t('settings.fixedText')}>
        <Facts items={[
          { label: t('field.key'), value: <code>{source.key}</code> },
          { label: t('field.namespace'), value: <code>{source.idNamespace}</code> },
          { label: t('field.brand'), value: <span translate="no">{source.brand}</span> },
          { label: t('field.created'), value: format.dateTime(source.createdAt) },
        ]} />
      </Panel>
    </>
  );
}
