import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { segmentsQuery } from '@/features/segments/public';
import { useSession } from '@/lib/session';
import { brandsQuery, sourcesQuery } from '@/lib/workspace';
import { one } from '../logic/parameters';
import type { Common } from '../types';
import { Field } from './basic';
import type { FieldProps } from './Parameters';

interface NamedFieldProps extends FieldProps {
  parameter: 'brand' | 'source' | 'segment';
  options: { key: string; name: string }[];
}

/** One of things with keys and names, or all of them. */
function NamedField({ values, set, parameter, options }: NamedFieldProps) {
  const { t } = useTranslation('reports');
  const label = t(`field.${parameter}`);
  const current = one(values, parameter);
  // A link may name what the reader does not see, or what is gone.
  const known = current === undefined || options.some((option) => option.key === current) ? options : [...options, { key: current, name: current }];
  return (
    <Field label={label}>
      <Select aria-label={label} value={current ?? ''} onChange={(next: string) => set({ [parameter]: next || undefined })} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false}
        options={[{ value: '', label: t(`all.${parameter}`) }, ...known.map((option) => ({ value: option.key, label: option.name }))]} optionRender={(option) => <span translate={option.value === '' ? undefined : 'no'}>{option.label}</span>} labelRender={(label) => <span translate={label.value === '' ? undefined : 'no'}>{label.label}</span>} />
    </Field>
  );
}

export function BrandField(props: FieldProps) {
  const { can } = useSession();
  const { data = [] } = useQuery({ ...brandsQuery, enabled: can('workspace:read') });
  // One brand is no choice.
  return data.length < 2 && one(props.values, 'brand') === undefined ? null : <NamedField {...props} parameter="brand" options={data} />;
}

export function SourceField(props: FieldProps) {
  const { can } = useSession();
  const { data = [] } = useQuery({ ...sourcesQuery, enabled: can('sources:read') });
  return <NamedField {...props} parameter="source" options={data} />;
}

export function SegmentField(props: FieldProps) {
  const { can } = useSession();
  const { data = [] } = useQuery({ ...segmentsQuery, enabled: can('segments:read') });
  return <NamedField {...props} parameter="segment" options={data} />;
}

/** Which currency: those that the report's last answer has told of. */
export function CurrencyField({ name, values, set }: FieldProps) {
  const { t } = useTranslation('reports');
  const told = useQueryClient().getQueriesData<Common>({ queryKey: ['reports', name] }).flatMap(([, answer]) => (answer?.asOf === undefined ? [] : [answer.currency ?? 'none', ...(answer.otherCurrencies ?? []).map((other) => other.currency || 'none')]));
  const current = one(values, 'currency');
  const known = [...new Set([...told, ...(current ? [current] : [])])];
  if (known.length < 2 && current === undefined) return null;
  const label = t('field.currency');
  return <Field label={label}><Select aria-label={label} value={current ?? ''} onChange={(next: string) => set({ currency: next || undefined })} popupMatchSelectWidth={false} options={[{ value: '', label: t('all.currency') }, ...known.map((currency) => ({ value: currency, label: currency === 'none' ? t('notice.noCurrency') : currency }))]} optionRender={(option) => <span translate={option.value === '' || option.value === 'none' ? undefined : 'no'}>{option.label}</span>} labelRender={(shown) => <span translate={shown.value === '' || shown.value === 'none' ? undefined : 'no'}>{shown.label}</span>} /></Field>;
}
