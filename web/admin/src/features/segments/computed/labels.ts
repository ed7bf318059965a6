import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/lib/session';
import { computedQuery } from './api';

/** Computed traits that every base has, for which the locales have names. */
const builtIn: ReadonlySet<string> = new Set([
  'orders', 'revenue', 'average_order', 'first_order_at', 'last_order_at', 'days_since_last_order', 'returned_orders', 'favourite_category', 'favourite_brand', 'sessions', 'last_visit_at', 'first_source', 'last_source',
  'emails_opened', 'emails_clicked', 'cart_items', 'cart_value', 'cart_updated_at', 'wishlist_items',
]);

/** What a computed trait is called. */
export function useComputedLabels(): (key: string) => string {
  const { t } = useTranslation('segments');
  const { can } = useSession();
  const { data } = useQuery({ ...computedQuery, enabled: can('segments:read') });
  return useCallback((key: string) => (builtIn.has(key) ? t(`computed.names.${key}`) : (data?.find((one) => one.key === key)?.name ?? key)), [t, data]);
}
