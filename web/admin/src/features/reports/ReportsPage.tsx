import { AppstoreOutlined, BarChartOutlined, DotChartOutlined, FunnelPlotOutlined, HeatMapOutlined, NotificationOutlined, PartitionOutlined, RiseOutlined, TableOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageHeader } from '@/components/PageHeader';
import { mainReports } from './logic/parameters';
import type { ReportName } from './types';
import styles from './reports.module.css';

const icons: Record<ReportName, ReactNode> = {
  revenue: <BarChartOutlined />, campaigns: <NotificationOutlined />, funnel: <FunnelPlotOutlined />, rfm: <HeatMapOutlined />, 'rfm/transitions': <PartitionOutlined />, cohorts: <TableOutlined />, abc: <AppstoreOutlined />, growth: <RiseOutlined />, overlap: <DotChartOutlined />,
};

/** Every report with the question that it answers. */
export default function ReportsPage() {
  const { t } = useTranslation('reports');
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <ul className={styles.overview}>
        {mainReports.map((name) => (
          <li key={name}>
            <Link to={`/reports/${name}`}>
              <span className={styles.icon} aria-hidden="true">{icons[name]}</span>
              <b>{t(`report.${name}.title`)}</b>
              <span>{t(`report.${name}.text`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
