import { CloudServerOutlined, ContactsOutlined, CustomerServiceOutlined, EditOutlined, FileTextOutlined, GlobalOutlined, MobileOutlined, ShopOutlined } from '@ant-design/icons';

const icons = {
  web: GlobalOutlined, app: MobileOutlined, server: CloudServerOutlined, till: ShopOutlined, crm: ContactsOutlined, call_centre: CustomerServiceOutlined, file: FileTextOutlined,
  manual: EditOutlined,
} as const;

/** A kind of source at a glance; its word stands beside it. */
export function KindIcon({ kind }: { kind: string }) {
  const Icon = icons[kind as keyof typeof icons] ?? CloudServerOutlined;
  return <Icon aria-hidden="true" />;
}
