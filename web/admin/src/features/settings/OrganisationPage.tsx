import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Allowed } from '@/components/Allowed';
import { DataTable } from '@/components/DataTable';
import { RelativeTime } from '@/components/RelativeTime';
import type { components } from '@/lib/api/schema';
import { useSession } from '@/lib/session';
import { brandsQuery, legalEntitiesQuery } from '@/lib/workspace';
import { BrandForm, EntityForm } from './OrganisationForms';
import { SettingsFrame } from './SettingsFrame';
import styles from './settings.module.css';

type Entity = components['schemas']['LegalEntitiesView'];
type Brand = components['schemas']['BrandsView'];

/** Legal entities and their brands. */
export default function OrganisationPage() {
  const { t } = useTranslation('settings');
  const entities = useQuery(legalEntitiesQuery);
  const brands = useQuery(brandsQuery);
  const write = useSession().can('workspace:write');
  const [entity, setEntity] = useState<Entity | 'new' | null>(null);
  const [brand, setBrand] = useState<Brand | 'new' | null>(null);
  const edit = (name: string, onClick: () => void) => write && <Button type="text" size="small" translate="no" icon={<EditOutlined />} aria-label={t('organisation.edit', { name })} onClick={onClick} />;
  return (
    <SettingsFrame section="organisation">
      <section className={styles.block}>
        <div className={styles.blockHead}>
          <h2>{t('organisation.entities')}</h2>
          <Allowed scope="workspace:write"><Button icon={<PlusOutlined />} onClick={() => setEntity('new')}>{t('organisation.addEntity')}</Button></Allowed>
        </div>
        <DataTable label={t('organisation.entities')} rows={entities.data ?? []} rowKey={(row) => row.key} loading={entities.isPending} error={entities.error} onRetry={() => void entities.refetch()} columns={[
          { key: 'name', title: t('organisation.name'), data: true, render: (row) => row.name },
          { key: 'inn', title: t('organisation.inn'), width: 140, render: (row) => row.inn ?? '–' },
          { key: 'key', title: t('organisation.key'), width: 160, render: (row) => <code>{row.key}</code> },
          { key: 'created', title: t('created'), width: 150, render: (row) => <RelativeTime at={row.createdAt} /> },
          { key: 'edit', title: '', width: 44, render: (row) => edit(row.name, () => setEntity(row)) },
        ]} />
      </section>
      <section className={styles.block}>
        <div className={styles.blockHead}>
          <h2>{t('organisation.brands')}</h2>
          <Allowed scope="workspace:write"><Button icon={<PlusOutlined />} onClick={() => setBrand('new')}>{t('organisation.addBrand')}</Button></Allowed>
        </div>
        <DataTable label={t('organisation.brands')} rows={brands.data ?? []} rowKey={(row) => row.key} loading={brands.isPending} error={brands.error} onRetry={() => void brands.refetch()} columns={[
          { key: 'name', title: t('organisation.name'), data: true, render: (row) => row.name },
          { key: 'entity', title: t('organisation.entity'), width: 220, data: true, render: (row) => entities.data?.find((one) => one.key === row.legalEntity)?.name ?? row.legalEntity },
          { key: 'key', title: t('organisation.key'), width: 160, render: (row) => <code>{row.key}</code> },
          { key: 'created', title: t('created'), width: 150, render: (row) => <RelativeTime at={row.createdAt} /> },
          { key: 'edit', title: '', width: 44, render: (row) => edit(row.name, () => setBrand(row)) },
        ]} />
      </section>
      {entity && <EntityForm entity={entity === 'new' ? null : entity} onClose={() => setEntity(null)} />}
      {brand && <BrandForm brand={brand === 'new' ? null : brand} entities={entities.data ?? []} onClose={() => setBrand(null)} />}
    </SettingsFrame>
  );
}
