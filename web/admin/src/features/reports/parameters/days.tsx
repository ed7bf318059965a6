import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { dayFormat } from '@/lib/format/picker';
import { one, daysOf, periods, todayOf } from '../logic/parameters';
import { Field } from './basic';
import type { FieldProps } from './Parameters';

const iso = 'YYYY-MM-DD';
const day = (text: string | undefined) => (text && /^\d{4}-\d\d-\d\d$/.test(text) ? dayjs(text) : null);

interface DayFieldProps extends FieldProps {
  parameter: 'at' | 'from' | 'to';
}

/** A day of the company's calendar. */
export function DayField({ values, set, parameter }: DayFieldProps) {
  const { t, i18n } = useTranslation('reports');
  const label = t(`field.${parameter}`);
  return <Field label={label}><DatePicker aria-label={label} value={day(one(values, parameter))} placeholder={t(`placeholder.${parameter}`)} format={dayFormat(i18n.language)} onChange={(next: dayjs.Dayjs | null) => set({ [parameter]: next?.format(iso) })} /></Field>;
}

/** From one day to another: a span that moves with the calendar, or days of one's own. */
export function DaysField(props: FieldProps) {
  const { t } = useTranslation('reports');
  const { values, set } = props;
  const [period, from, to] = ['period', 'from', 'to'].map((name) => one(values, name));
  const chosen = from !== undefined || to !== undefined ? 'own' : (period ?? '12m');
  const choose = (next: string) => {
    const days = daysOf(period ?? '', todayOf(new Date()));
    if (next === 'own') set({ period: undefined, from: days?.from ?? dayjs().subtract(1, 'month').format(iso), to: days?.to ?? dayjs().format(iso) });
    else set({ from: undefined, to: undefined, period: next === '12m' ? undefined : next });
  };
  return (
    <>
      <Field label={t('field.period')}><Select aria-label={t('field.period')} value={chosen} onChange={choose} options={['12m', ...periods, 'own'].map((value) => ({ value, label: t(`period.${value}`) }))} popupMatchSelectWidth={false} /></Field>
      {chosen === 'own' && <><DayField {...props} parameter="from" /><DayField {...props} parameter="to" /></>}
    </>
  );
}

/** Two days that are compared. */
export function TwoDaysField(props: FieldProps) {
  return <><DayField {...props} parameter="from" /><DayField {...props} parameter="to" /></>;
}
