import {
  CustomerServiceOutlined, ForkOutlined, GlobalOutlined, IdcardOutlined, MailOutlined, MergeCellsOutlined, MobileOutlined, NotificationOutlined, PhoneOutlined, RollbackOutlined,
  SearchOutlined, ShoppingCartOutlined, ShoppingOutlined, TagOutlined, TeamOutlined, ThunderboltOutlined, UserOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { EventKind } from '../logic/eventNames';
import styles from './card.module.css';

const icons: Record<EventKind, ComponentType> = {
  order: ShoppingOutlined, refund: RollbackOutlined, cart: ShoppingCartOutlined, product: TagOutlined, search: SearchOutlined, promotion: NotificationOutlined, page: GlobalOutlined,
  data: IdcardOutlined, call: PhoneOutlined, ticket: CustomerServiceOutlined, message: MailOutlined, account: UserOutlined, app: MobileOutlined, group: TeamOutlined,
  merge: MergeCellsOutlined, unmerge: ForkOutlined, event: ThunderboltOutlined,
};

/** What an event is about, at a glance; the words beside it say the same. */
export function EventIcon({ kind }: { kind: EventKind }) {
  const Icon = icons[kind];
  return <span className={styles.eventIcon} data-kind={kind} aria-hidden="true"><Icon /></span>;
}
