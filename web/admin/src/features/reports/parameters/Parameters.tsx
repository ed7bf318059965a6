import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNarrow } from '@/components/useNarrow';
import { one, reports, type Parameter, type Values } from '../logic/parameters';
import type { ReportName } from '../types';
import styles from '../reports.module.css';
import { ChoiceField, TextField, WholeField } from './basic';
import { DayField, DaysField, TwoDaysField } from './days';
import { BrandField, CurrencyField, SegmentField, SourceField } from './people';
import { StepsField } from './StepsField';

interface ParametersProps {
  name: ReportName;
  values: Values;
  onChange: (values: Values) => void;
}

/** What narrows whom and what is counted, as against what the report is of. */
const narrowing: readonly Parameter[] = ['segment', 'brand', 'source', 'currency'];

/** What can be chosen of a report. All of it stands in the address. */
export function Parameters({ name, values, onChange }: ParametersProps) {
  const { t } = useTranslation('reports');
  const narrow = useNarrow();
  const { parameters, choices } = reports[name];
  const set = (change: Record<string, string | readonly string[] | undefined>) => onChange(Object.fromEntries(Object.entries({ ...values, ...change }).filter((entry): entry is [string, string | readonly string[]] => entry[1] !== undefined && entry[1] !== '' && entry[1].length > 0)));
  const props = { name, values, set };
  const shown = (parameter: Parameter): ReactNode => {
    switch (parameter) {
      case 'by': case 'mode': case 'measure': case 'compare': case 'model': return <ChoiceField key={parameter} {...props} parameter={parameter} options={choices[parameter] ?? []} />;
      case 'days': return <DaysField key="days" {...props} />;
      case 'twoDays': return <TwoDaysField key="twoDays" {...props} />;
      case 'at': return <DayField key="at" {...props} parameter="at" />;
      case 'months': return <WholeField key="months" {...props} parameter="months" least={1} most={120} usual={12} />;
      case 'levels': return one(values, 'mode') === 'fixed' ? null : <WholeField key="levels" {...props} parameter="levels" least={2} most={10} usual={5} />;
      case 'bounds': return one(values, 'mode') === 'fixed' ? <TextField key="bounds" {...props} parameter="bounds" pattern={boundsPattern} /> : null;
      case 'classes': return (['a', 'b', 'x', 'y'] as const).map((of) => <WholeField key={of} {...props} parameter={of} least={1} most={of === 'a' || of === 'b' ? 100 : 1000} usual={{ a: 80, b: 95, x: 10, y: 25 }[of]} />);
      case 'window': return name === 'campaigns' ? <WholeField key="window" {...props} parameter="window" word="windowDays" least={1} most={365} usual={90} /> : <WindowField key="window" {...props} />;
      case 'step': return <StepsField key="step" {...props} parameter="step" />;
      case 'exclude': return <StepsField key="exclude" {...props} parameter="exclude" />;
      case 'brand': return <BrandField key="brand" {...props} />;
      case 'source': return <SourceField key="source" {...props} />;
      case 'segment': return <SegmentField key="segment" {...props} />;
      case 'currency': return <CurrencyField key="currency" {...props} />;
    }
  };
  const main = parameters.filter((parameter) => !narrowing.includes(parameter));
  const filters = parameters.filter((parameter) => narrowing.includes(parameter));
  const used = filters.filter((parameter) => one(values, parameter) !== undefined).length;
  return (
    <form className={styles.parameters} aria-label={t('parameters')} onSubmit={(event) => event.preventDefault()}>
      {main.map(shown)}
      {narrow && filters.length > 0
        ? <details className={styles.filters} open={used > 0}><summary>{used > 0 ? t('filtersUsed', { count: used }) : t('filters')}</summary><div className={styles.parameters}>{filters.map(shown)}</div></details>
        : filters.map(shown)}
    </form>
  );
}

/** Three ascending lists, as `30,60;1,2;100,500`. */
const boundsPattern = /^\s*\d+(\.\d+)?(\s*,\s*\d+(\.\d+)?)*(\s*;\s*\d+(\.\d+)?(\s*,\s*\d+(\.\d+)?)*){2}\s*$/;

export interface FieldProps {
  name: ReportName;
  values: Values;
  /** Sets values; undefined takes one away. */
  set: (change: Record<string, string | readonly string[] | undefined>) => void;
}

const windows = ['30m', '1h', '12h', '1d', '3d', '7d', '14d', '30d', '90d'];

function WindowField(props: FieldProps) {
  const current = one(props.values, 'window');
  return <ChoiceField {...props} parameter="window" options={['7d', ...windows.filter((one) => one !== '7d'), ...(current && !windows.includes(current) ? [current] : [])]} order={windows} />;
}
