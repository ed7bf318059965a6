import { ApartmentOutlined, BankOutlined, CalculatorOutlined, IdcardOutlined, MailOutlined, OrderedListOutlined, PieChartOutlined, PlusOutlined, TeamOutlined, ThunderboltOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionMenu } from '@/components/ActionMenu';
import { emptyGroup, newLeaf, type About, type Node } from '../logic/form';

type Kind = Exclude<About, 'json'> | 'group';

const icons: Record<Kind, ReactNode> = {
  event: <ThunderboltOutlined />, trait: <IdcardOutlined />, computed: <CalculatorOutlined />, sequence: <OrderedListOutlined />, identifier: <MailOutlined />, segment: <TeamOutlined />,
  account: <BankOutlined />, sample: <PieChartOutlined />, group: <ApartmentOutlined />,
};
const kinds = Object.keys(icons) as Kind[];

/** Adds a condition, or a group for several. */
export function AddMenu({ to, kind, isFirst, onAdd }: { /** The group that they are added to. */ to: string; kind: 'person' | 'account'; isFirst: boolean; onAdd: (node: Node) => void }) {
  const { t } = useTranslation('segments');
  const add = (chosen: Kind) => onAdd(chosen === 'group' ? emptyGroup('any') : newLeaf(chosen));
  if (kind === 'account') return <Button data-adds-to={to} size="small" icon={<PlusOutlined />} onClick={() => onAdd(newLeaf('trait'))}>{t('add.condition')}</Button>;
  const items = kinds.map((one) => ({ key: one, icon: icons[one], label: <span><b>{t(`add.${one}`)}</b><br /><small>{t(`add.${one}Text`)}</small></span> }));
  return (
    <ActionMenu menu={{ items, onClick: ({ key }) => add(key as Kind) }}>
      <Button data-adds-to={to} type={isFirst ? 'primary' : 'default'} icon={<PlusOutlined />}>{t(isFirst ? 'add.first' : 'add.condition')}</Button>
    </ActionMenu>
  );
}
