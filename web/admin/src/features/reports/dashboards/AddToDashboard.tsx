import { PlusSquareOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Allowed } from '@/components/Allowed';
import { useProblemText } from '@/components/useProblemText';
import type { Values } from '../logic/parameters';
import type { ReportName } from '../types';
import { dashboardsQuery, tilesMax, useSaveDashboard, type TileChart } from './api';
import styles from './dashboards.module.css';
import { dashboardKey } from './NameWindow';
import { chartsOf, tileOf } from './tiles';

/** Stands for a dashboard that is yet to be made; no key has such a letter. */
const fresh = '+';

interface AddToDashboardProps {
  name: ReportName;
  values: Values;
}

/** Puts the report, as it is asked now, on a dashboard. */
export function AddToDashboard({ name, values }: AddToDashboardProps) {
  const { t } = useTranslation('reports');
  const [open, setOpen] = useState(false);
  return (
    <Allowed scope="reports:write">
      <Button icon={<PlusSquareOutlined />} onClick={() => setOpen(true)}>{t('dashboard.put')}</Button>
      {open && <Window name={name} values={values} onClose={() => setOpen(false)} />}
    </Allowed>
  );
}

interface Choice {
  dashboard: string;
  name?: string;
  title?: string;
  chart: TileChart;
}

function Window({ name, values, onClose }: AddToDashboardProps & { onClose: () => void }) {
  const { t } = useTranslation('reports');
  const navigate = useNavigate();
  const problem = useProblemText();
  const save = useSaveDashboard();
  const { data } = useQuery(dashboardsQuery);
  const [form] = Form.useForm<Choice>();
  const dashboard = Form.useWatch('dashboard', form);
  if (!data) return null;
  const own = data.filter((one) => !one.isBuiltIn && one.tiles.length < tilesMax);
  const put = (choice: Choice) => {
    const tile = tileOf(name, values, choice.title ?? '', choice.chart);
    const known = own.find((one) => one.key === choice.dashboard);
    const key = known?.key ?? dashboardKey(choice.name ?? '');
    save.mutate(known ? { ...known, tiles: [...known.tiles, tile] } : { key, name: choice.name!.trim(), tiles: [tile], version: null }, { onSuccess: () => void navigate(`/dashboards/${encodeURIComponent(key)}`) });
  };
  const refusal = save.error ? problem(save.error) : null;
  return (
    <Modal open title={t('dashboard.put')} footer={null} onCancel={onClose} width={460}>
      <Form<Choice> form={form} layout="vertical" requiredMark={false} onFinish={put} initialValues={{ dashboard: own[0]?.key ?? fresh, chart: chartsOf[name][0] }}>
        {refusal && <Alert type="error" showIcon title={refusal.title} description={<span lang="en">{refusal.detail}</span>} />}
        <Form.Item name="dashboard" label={t('dashboard.which')}><Select options={[...own.map((one) => ({ value: one.key, label: one.name })), { value: fresh, label: t('dashboard.fresh') }]} labelRender={({ label, value }) => <span translate={value === fresh ? undefined : 'no'}>{label}</span>} optionRender={({ label, value }) => <span translate={value === fresh ? undefined : 'no'}>{label}</span>} /></Form.Item>
        {(dashboard ?? own[0]?.key ?? fresh) === fresh && <Form.Item name="name" label={t('dashboard.name')} rules={[{ required: true, whitespace: true, max: 200, message: t('dashboard.nameNeeded') }]}><Input /></Form.Item>}
        <Form.Item name="title" label={t('dashboard.tileTitle')} extra={t('dashboard.tileTitleText')}><Input maxLength={200} placeholder={t(`report.${name}.title`)} /></Form.Item>
        <Form.Item name="chart" label={t('dashboard.chart')}><Select options={chartsOf[name].map((chart) => ({ value: chart, label: t(`dashboard.form.${chart}`) }))} /></Form.Item>
        <div className={styles.buttons}><Button onClick={onClose}>{t('app:cancel')}</Button><Button type="primary" htmlType="submit" loading={save.isPending}>{t('app:add')}</Button></div>
      </Form>
    </Modal>
  );
}
