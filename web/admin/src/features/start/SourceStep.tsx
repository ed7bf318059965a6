import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/components/useProblemText';
import { api, body } from '@/lib/api/client';
import { keyOf } from '@/lib/keys';
import { sourcesQuery } from '@/lib/workspace';
import styles from './start.module.css';

/** A source as it was made, with the key that is shown this once. */
export interface NewSource {
  key: string;
  name: string;
  writeKey: string;
}

const kinds = ['web', 'app', 'server', 'till', 'crm', 'call_centre', 'file'] as const;

/** The first system that sends data. */
export function SourceStep({ onDone }: { onDone: (source: NewSource) => void }) {
  const { t } = useTranslation('start');
  const queries = useQueryClient();
  const problem = useProblemText();
  const { data: sources } = useQuery(sourcesQuery);
  const create = useMutation({
    mutationFn: ({ name, kind }: { name: string; kind: string }) => body(api.POST('/api/sources', { body: { key: freeKey(name, kind, sources?.map((source) => source.key) ?? []), name, kind, idNamespace: null, brand: null, trustRank: null } })),
    onSuccess: (made) => {
      void queries.invalidateQueries(sourcesQuery);
      onDone(made);
    },
  });
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ kind: 'web' }} onFinish={(values: { name: string; kind: string }) => create.mutate(values)}>
      {create.error && <Alert type="error" showIcon title={problem(create.error).title} description={problem(create.error).detail || undefined} className={styles.refusal} />}
      <Form.Item name="kind" label={t('source.kind')}>
        <Radio.Group className={styles.kinds} optionType="button">
          {kinds.map((kind) => <Radio.Button key={kind} value={kind}>{t(`source.kinds.${kind}`)}</Radio.Button>)}
        </Radio.Group>
      </Form.Item>
      <Form.Item name="name" label={t('source.name')} extra={t('source.nameHint')} rules={[{ required: true, whitespace: true, message: t('source.nameNeeded') }]}><Input autoFocus maxLength={200} autoComplete="off" /></Form.Item>
      <Button type="primary" htmlType="submit" loading={create.isPending}>{t('source.submit')}</Button>
    </Form>
  );
}

/** A key made of the name; with a number behind it when it is taken. */
function freeKey(name: string, kind: string, taken: string[]): string {
  const wanted = keyOf(name) || kind;
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted.slice(0, 60)}-${number}`)) number++;
  return `${wanted.slice(0, 60)}-${number}`;
}
