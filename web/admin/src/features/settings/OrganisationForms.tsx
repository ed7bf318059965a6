import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Naming } from '@/components/Naming';
import { useTold } from '@/components/useTold';
import { api, body } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { keyOf } from '@/lib/keys';
import { brandsQuery, legalEntitiesQuery } from '@/lib/workspace';
import { FormWindow } from './FormWindow';

type Entity = components['schemas']['LegalEntitiesView'];
type Brand = components['schemas']['BrandsView'];

/** Makes a legal entity, or changes one. */
export function EntityForm({ entity, onClose }: { entity: Entity | null; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const save = useMutation({
    mutationFn: ({ name, inn }: { name: string; inn: string }) => (entity
      ? body(api.PATCH('/api/legal-entities/{key}', { params: { path: { key: entity.key } }, body: { name, inn } }))
      : body(api.POST('/api/legal-entities', { body: { key: keyOf(name), name, inn } }))),
    onSuccess: useSaved(legalEntitiesQuery, onClose),
  });
  return (
    <FormWindow title={entity ? <Naming phrase={(name) => t('organisation.edit', { name })} value={entity.name} /> : t('organisation.addEntity')} verb={t('app:save')} initial={{ name: entity?.name ?? '', inn: entity?.inn ?? '' }}
      busy={save.isPending} error={save.error} onSubmit={save.mutate} onClose={onClose}>
      <Form.Item name="name" label={t('organisation.name')} rules={[{ required: true, whitespace: true, message: t('needed') }]}><Input autoFocus maxLength={200} /></Form.Item>
      <Form.Item name="inn" label={t('organisation.inn')} extra={t('organisation.innHint')}><Input inputMode="numeric" maxLength={12} /></Form.Item>
    </FormWindow>
  );
}

/** Makes a brand, or names one anew; its legal entity is fixed for life. */
export function BrandForm({ brand, entities, onClose }: { brand: Brand | null; entities: Entity[]; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const save = useMutation({
    mutationFn: ({ name, legalEntity }: { name: string; legalEntity: string }) => (brand
      ? body(api.PATCH('/api/brands/{key}', { params: { path: { key: brand.key } }, body: { name } }))
      : body(api.POST('/api/brands', { body: { key: keyOf(name), name, legalEntity } }))),
    onSuccess: useSaved(brandsQuery, onClose),
  });
  return (
    <FormWindow title={brand ? <Naming phrase={(name) => t('organisation.edit', { name })} value={brand.name} /> : t('organisation.addBrand')} verb={t('app:save')} initial={{ name: brand?.name ?? '', legalEntity: brand?.legalEntity ?? entities[0]?.key ?? '' }}
      busy={save.isPending} error={save.error} onSubmit={save.mutate} onClose={onClose}>
      <Form.Item name="name" label={t('organisation.name')} rules={[{ required: true, whitespace: true, message: t('needed') }]}><Input autoFocus maxLength={200} /></Form.Item>
      <Form.Item name="legalEntity" label={t('organisation.entity')} extra={t('organisation.entityHint')}>
        <Select disabled={brand !== null} options={entities.map((one) => ({ value: one.key, label: one.name }))} />
      </Form.Item>
    </FormWindow>
  );
}

/** What follows when a form has saved: its list is read anew, it says so, and closes. */
function useSaved(list: { queryKey: QueryKey }, onClose: () => void) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const { done } = useTold();
  return async () => {
    await queries.invalidateQueries({ queryKey: list.queryKey });
    done(t('saved'));
    onClose();
  };
}
