import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Naming } from '@/components/Naming';
import { Figures, Panel } from '@/components/Panel';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { saveSettings } from '../api';
import { expectedAt, queueBetween } from '../logic/thresholds';
import styles from '../matching.module.css';
import { matchingKey } from '../public';
import { ThresholdChart } from '../ThresholdChart';
import type { Model, Population } from '../types';

/** Thresholds in per cent, as people type them; a tenth is fine enough. */
const [percentMin, percentMax] = [1, 99.9];
const percentOf = (share: number) => Math.round(share * 1_000) / 10;

const decimalOf = (locale: string) => (1.5).toLocaleString(locale).charAt(1);

/** The two thresholds of a legal entity, and what they would give, before they are saved. */
export function Thresholds({ population, model }: { population: Population; model: Model }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const { can } = useSession();
  const { done, failed } = useTold();
  const queries = useQueryClient();
  const { settings } = population;
  const [lower, setLower] = useState(percentOf(settings.lower));
  const [upper, setUpper] = useState(percentOf(settings.upper));
  const changed = lower !== percentOf(settings.lower) || upper !== percentOf(settings.upper);
  // A lower one merges what no dry run has shown.
  const lowered = settings.automatic && upper < percentOf(settings.upper);
  const save = useMutation({
    mutationFn: () => saveSettings({ entity: population.entity.id, kind: population.kind }, { lower: lower / 100, upper: upper / 100, ...(lowered && { automatic: false }) }),
    onError: failed,
    onSuccess: () => { done(t('settings.saved')); return queries.invalidateQueries({ queryKey: [...matchingKey, 'populations'] }); },
  });
  const above = expectedAt(model.thresholds, upper / 100);
  const found = expectedAt(model.thresholds, lower / 100);
  const queue = queueBetween(model.thresholds, lower / 100, upper / 100);
  const field = (key: 'lower' | 'upper', value: number, set: (value: number) => void, bounds: { min: number; max: number }) => (
    <label className={styles.field}>
      {t(`settings.${key}`)}
      <InputNumber<number> value={value} {...bounds} step={1} decimalSeparator={decimalOf(format.locale)} suffix="%" disabled={!can('matching:write')} onChange={(next) => { if (next !== null) set(next); }} />
      <small>{t(`settings.${key}Text`)}</small>
    </label>
  );
  return (
    <Panel title={t('settings.thresholds')} text={<Naming phrase={(name) => t('settings.thresholdsText', { name })} value={population.entity.name} />}>
      <div className={styles.thresholds}>
        <div className={styles.form}>
          {field('lower', lower, setLower, { min: percentMin, max: upper })}
          {field('upper', upper, setUpper, { min: lower, max: percentMax })}
          {population.suggestedThreshold !== null && percentOf(population.suggestedThreshold) !== upper && (
            <p className={styles.soft}>{t('settings.suggested', { share: format.percent(population.suggestedThreshold) })} <Button type="link" size="small" onClick={() => setUpper(percentOf(population.suggestedThreshold!))}>{t('settings.take')}</Button></p>
          )}
          {changed && <div className={styles.row}><Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>{t('settings.save')}</Button><Button onClick={() => { setLower(percentOf(settings.lower)); setUpper(percentOf(settings.upper)); }}>{t('settings.reset')}</Button></div>}
          {lowered && <p className={styles.warn} role="status">{t('settings.turnsOff')}</p>}
        </div>
        <div className={styles.gives}>
          <Figures items={[
            { label: t('settings.sure'), value: format.number(above?.pairs), note: above ? t('settings.sureNote', { precision: format.percent(above.precision), recall: format.percent(above.recall) }) : undefined },
            { label: t('settings.toReview'), value: format.number(queue), note: t('settings.toReviewNote') },
            { label: t('settings.found'), value: format.percent(found?.recall), note: t('settings.foundNote') },
          ]} />
          <ThresholdChart points={model.thresholds} lower={lower / 100} upper={upper / 100} />
        </div>
      </div>
    </Panel>
  );
}
