import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ErrorState';
import { useProblemText } from '@/components/useProblemText';
import { api, body } from '@/lib/api/client';
import { brandsQuery, legalEntitiesQuery } from '@/lib/workspace';
import { isProblem } from '@/lib/api/problem';
import styles from './start.module.css';

interface Company {
  entity: string;
  inn: string;
  brand: string;
}

// The names that the server gives to what it makes by itself.
const named = (name: string) => (name === 'Default' ? '' : name);

/** Names what a first start made: one legal entity and one brand. */
export function CompanyStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('start');
  const queries = useQueryClient();
  const problem = useProblemText();
  const entities = useQuery(legalEntitiesQuery);
  const brands = useQuery(brandsQuery);
  const entity = entities.data?.[0];
  const brand = brands.data?.[0];
  const save = useMutation({
    mutationFn: async (company: Company) => {
      await body(api.PATCH('/api/legal-entities/{key}', { params: { path: { key: entity!.key } }, body: { name: company.entity, inn: company.inn } }));
      await body(api.PATCH('/api/brands/{key}', { params: { path: { key: brand!.key } }, body: { name: company.brand } }));
    },
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries(legalEntitiesQuery), queries.invalidateQueries(brandsQuery)]);
      onDone();
    },
  });
  if (entities.error ?? brands.error) return <ErrorState compact error={entities.error ?? brands.error} onRetry={() => { void entities.refetch(); void brands.refetch(); }} />;
  if (!entity || !brand) return null;
  const wrongInn = isProblem(save.error, 'invalid') && save.error.field === 'inn';
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ entity: named(entity.name), inn: entity.inn ?? '', brand: named(brand.name) }} onFinish={(company: Company) => save.mutate(company)}>
      {save.error && !wrongInn && <Alert type="error" showIcon title={problem(save.error).title} className={styles.refusal} />}
      <div className={styles.pair}>
        <Form.Item name="entity" label={t('company.entity')} extra={t('company.entityHint')} rules={[{ required: true, whitespace: true, message: t('company.entityNeeded') }]}><Input autoFocus maxLength={200} autoComplete="organization" /></Form.Item>
        <Form.Item name="inn" label={t('company.inn')} extra={t('company.innHint')} validateStatus={wrongInn ? 'error' : undefined} help={wrongInn ? t('company.innWrong') : undefined}><Input inputMode="numeric" maxLength={12} autoComplete="off" /></Form.Item>
      </div>
      <Form.Item name="brand" label={t('company.brand')} extra={t('company.brandHint')} rules={[{ required: true, whitespace: true, message: t('company.brandNeeded') }]}><Input maxLength={200} autoComplete="off" /></Form.Item>
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>{t('app:next')}</Button>
        <Button type="text" onClick={onDone}>{t('skip')}</Button>
      </div>
    </Form>
  );
}
