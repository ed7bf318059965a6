import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { newTest, numberOps, opsOf, type NumberTest, type Op, type Test } from '../logic/form';
import { AmountField, Choice, MomentField, NumberField, NumbersField, TextField, TextsField, Word } from './fields';
import styles from './builder.module.css';

/** How a value is tested and with what: ways that fit its type first. */
export function TestFields({ test, type, onChange }: { test: Test; type: string; onChange: (test: Test) => void }) {
  const { t } = useTranslation('segments');
  const { usual, rest } = opsOf(type);
  const option = (op: Op) => ({ value: op, label: t(`op.${op}`) });
  const options = rest.length === 0 ? usual.map(option) : [{ label: t('op.usual'), options: usual.map(option) }, { label: t('op.rest'), options: rest.map(option) }];
  return (
    <>
      <Select<Op> aria-label={t('field.how')} value={test.op} options={options} onChange={(op) => onChange(newTest(op, test))} popupMatchSelectWidth={false} className={styles.choice} />
      <Values test={test} onChange={onChange} />
    </>
  );
}

/** The same for what is a number in any case. */
export function NumberTestFields({ test, onChange, isWhole }: { test: NumberTest; onChange: (test: NumberTest) => void; isWhole?: boolean }) {
  const { t } = useTranslation('segments');
  return (
    <>
      <Choice<NumberTest['op']> label={t('field.how')} value={test.op} onChange={(op) => onChange(newTest(op, test) as NumberTest)} options={numberOps.map((op) => ({ value: op, label: t(`op.${op}`) }))} />
      {test.op === 'isNumber'
        ? <NumberField label={t('field.number')} value={test.numbers[0] ?? null} onChange={(number) => onChange({ op: 'isNumber', numbers: number === null ? [] : [number] })} isWhole={isWhole} />
        : <Values test={test} onChange={(next) => onChange(next as NumberTest)} isWhole={isWhole} />}
    </>
  );
}

function Values({ test, onChange, isWhole }: { test: Test; onChange: (test: Test) => void; isWhole?: boolean }) {
  const { t } = useTranslation('segments');
  switch (test.op) {
    case 'exists': case 'yes': case 'no': return null;
    case 'is': return <TextsField label={t('field.texts')} value={test.texts} onChange={(texts) => onChange({ ...test, texts })} />;
    case 'isNumber': return <NumbersField label={t('field.numbers')} value={test.numbers} onChange={(numbers) => onChange({ ...test, numbers })} />;
    case 'contains': case 'startsWith': case 'endsWith': return <TextField label={t('field.text')} value={test.text} onChange={(text) => onChange({ ...test, text })} />;
    case 'atLeast': case 'above': case 'atMost': case 'below': return <NumberField label={t('field.number')} value={test.number} onChange={(number) => onChange({ ...test, number })} isWhole={isWhole} />;
    case 'range': return (
      <>
        <Choice<'atLeast' | 'above'> label={t('field.lowest')} value={test.lowIncluded ? 'atLeast' : 'above'} onChange={(op) => onChange({ ...test, lowIncluded: op === 'atLeast' })} options={(['atLeast', 'above'] as const).map((op) => ({ value: op, label: t(`bound.${op}`) }))} />
        <NumberField label={t('field.from')} value={test.low} onChange={(low) => onChange({ ...test, low })} isWhole={isWhole} />
        <Choice<'atMost' | 'below'> label={t('field.highest')} value={test.highIncluded ? 'atMost' : 'below'} onChange={(op) => onChange({ ...test, highIncluded: op === 'atMost' })} options={(['atMost', 'below'] as const).map((op) => ({ value: op, label: t(`bound.${op}`) }))} />
        <NumberField label={t('field.to')} value={test.high} onChange={(high) => onChange({ ...test, high })} isWhole={isWhole} />
      </>
    );
    case 'before': case 'after': case 'on': return <MomentField label={t('field.day')} value={test.moment} onChange={(moment) => onChange({ ...test, moment })} />;
    case 'period': return (
      <>
        <MomentField label={t('field.from')} value={test.from} onChange={(from) => onChange({ ...test, from })} />
        <MomentField label={t('field.to')} value={test.to} onChange={(to) => onChange({ ...test, to })} />
      </>
    );
    case 'inLast': case 'inNext': case 'earlierThan': return <><AmountField value={test.amount} onChange={(amount) => onChange({ ...test, amount })} />{test.op === 'earlierThan' && <Word>{t('field.ago')}</Word>}</>;
    case 'anniversary': return (
      <>
        <Word>{t('field.fromDays')}</Word>
        <NumberField label={t('field.fromDaysLabel')} value={test.from} onChange={(from) => onChange({ ...test, from })} isWhole min={-365} max={365} />
        <Word>{t('field.toDays')}</Word>
        <NumberField label={t('field.toDaysLabel')} value={test.to} onChange={(to) => onChange({ ...test, to })} isWhole min={-365} max={365} />
        <Word>{t('field.daysFromToday')}</Word>
      </>
    );
  }
}
