import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { Bones, Panel } from '@/components/Panel';
import { read } from '@/lib/api/client';
import { useFormat } from '@/lib/format/useFormat';
import styles from './card.module.css';

interface Line {
  line: number;
  productId: string | null;
  name: string | null;
  quantity: number;
  price: number | null;
  gross: number;
  returnedQuantity: number;
  net: number;
}

interface Order {
  source: string;
  orderId: string;
  orderedAt: string;
  status: 'placed' | 'completed' | 'cancelled' | 'returned' | 'partly_returned';
  currency: string | null;
  gross: number;
  returned: number;
  net: number;
  lines: Line[];
}

interface Item {
  productId: string | null;
  name: string | null;
  quantity?: number;
  price: number | null;
}

interface Cart {
  items: Item[];
  value: number;
  currency: string | null;
  wishlist: Item[];
}

const of = (id: string) => `/api/profiles/${encodeURIComponent(id)}`;
const ordersQuery = (id: string) => queryOptions({ queryKey: ['profiles', 'orders', id], queryFn: ({ signal }) => read<{ orders: Order[]; total: number }>(`${of(id)}/orders`, signal) });
const cartQuery = (id: string) => queryOptions({ queryKey: ['profiles', 'cart', id], queryFn: ({ signal }) => read<Cart>(`${of(id)}/cart`, signal) });

/** What a person bought, line by line, and what lies in the cart and the wish list. */
export function Orders({ profileId }: { profileId: string }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const orders = useQuery(ordersQuery(profileId));
  if (orders.error && !orders.data) return <ErrorState compact error={orders.error} onRetry={() => void orders.refetch()} />;
  return (
    <>
      <CartPanel profileId={profileId} />
      <Panel title={t('card.orders')} count={orders.data?.total}>
        {!orders.data ? <Bones lines={5} /> : orders.data.orders.length === 0 ? <EmptyState compact title={t('card.noOrders')} /> : (
          <ul className={styles.orders}>{orders.data.orders.map((order) => <li key={`${order.source} ${order.orderId}`}><OrderLines order={order} /></li>)}</ul>
        )}
        {orders.data && orders.data.total > orders.data.orders.length && <p className={styles.soft}>{t('card.latest', { count: orders.data.orders.length, text: format.number(orders.data.orders.length) })}</p>}
      </Panel>
    </>
  );
}

function OrderLines({ order }: { order: Order }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const money = (amount: number | null) => (order.currency === null ? format.number(amount) : format.money(amount, order.currency));
  return (
    <details className={styles.order}>
      <summary><span><b translate="no">{order.orderId}</b> {format.date(order.orderedAt)} <span className={styles.status} data-status={order.status}>{t(`card.status.${order.status}`)}</span></span><b>{money(order.net)}</b></summary>
      <ul translate="no">{order.lines.map((line) => <li key={line.line} data-gone={line.returnedQuantity >= line.quantity && line.quantity > 0}><span>{line.name ?? line.productId ?? '–'}</span><span>{format.number(line.quantity)} × {money(line.price)}</span></li>)}</ul>
      {order.returned > 0 && <p className={styles.soft}>{t('card.returned', { sum: money(order.returned) })}</p>}
    </details>
  );
}

function CartPanel({ profileId }: { profileId: string }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const { data } = useQuery(cartQuery(profileId));
  if (!data || data.items.length + data.wishlist.length === 0) return null;
  const money = (amount: number | null) => (data.currency === null ? format.number(amount) : format.money(amount, data.currency));
  const list = (items: readonly Item[]) => <ul className={styles.items} translate="no">{items.map((item, at) => <li key={at}><span>{item.name ?? item.productId ?? '–'}</span><span>{item.quantity !== undefined && `${format.number(item.quantity)} × `}{item.price !== null && money(item.price)}</span></li>)}</ul>;
  return (
    <Panel title={t('card.cart')}>
      {data.items.length > 0 && <>{list(data.items)}<p className={styles.sum}>{t('card.sum')} <b>{money(data.value)}</b></p></>}
      {data.wishlist.length > 0 && <><h3 className={styles.wish}>{t('card.wishlist')}</h3>{list(data.wishlist)}</>}
    </Panel>
  );
}
