import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Computed traits that every base has. */
export const builtIn = ['orders', 'revenue', 'average_order', 'first_order_at', 'last_order_at', 'days_since_last_order', 'returned_orders', 'favourite_category', 'favourite_brand', 'sessions', 'last_visit_at', 'first_source', 'last_source', 'emails_opened', 'emails_clicked', 'cart_items', 'cart_value', 'cart_updated_at', 'wishlist_items'] as const;

const known: ReadonlySet<string> = new Set(builtIn);

/** What a computed trait is called. */
export function useComputedLabels(): (key: string) => string {
  const { t } = useTranslation('segments');
  return useCallback((key: string) => (known.has(key) ? t(`computed.names.${key}`) : key), [t]);
}
