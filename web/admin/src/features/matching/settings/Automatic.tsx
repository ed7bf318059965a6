import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ErrorState';
import { Panel } from '@/components/Panel';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';
import { useFormat } from '@/lib/format/useFormat';
import { useNow } from '@/lib/format/useNow';
import { useSession } from '@/lib/session';
import { dryRunKey, saveSettings, tryDry, type SettingsChange, type TimedDryRun } from '../api';
import styles from '../matching.module.css';
import { matchingKey } from '../public';
import type { DryRun, Model, Population } from '../types';
import { DryRunResult } from './DryRunResult';

/** How long a dry run is good for, in milliseconds: the base goes on. */
const goodMs = 24 * 3_600_000;

/** Merging sure pairs without asking: tried first, looked at, and only then switched on. */
export function Automatic({ population, model }: { population: Population; model: Model }) {
  const { t } = useTranslation('matching');
  const format = useFormat();
  const now = useNow();
  const { can } = useSession();
  const { done, failed } = useTold();
  const confirm = useConfirm();
  const queries = useQueryClient();
  const { settings } = population;
  const whose = { entity: population.entity.id, kind: population.kind };
  const queryKey = dryRunKey(whose);
  // Kept as long as the page is, so that one may look at cards and come back.
  const { data: dry = null } = useQuery<TimedDryRun | null>({ queryKey, queryFn: skipToken, gcTime: goodMs });
  const attempt = useMutation({ mutationFn: () => tryDry(whose, settings.upper), onSuccess: (result) => queries.setQueryData<TimedDryRun>(queryKey, { ...result, madeAt: Date.now() }) });
  const save = useMutation({
    mutationFn: ({ change, dryRun }: { change: SettingsChange; dryRun: number | null }) => saveSettings(whose, change, dryRun),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...matchingKey, 'populations'] }),
  });
  const isGood = (run: TimedDryRun) => run.upper <= settings.upper && run.modelVersion === model.version && now - run.madeAt < goodMs;
  const good = dry && isGood(dry) ? dry : null;
  const mayWrite = can('matching:write');

  const turnOn = (run: DryRun) => confirm({
    title: t('automatic.onTitle'), verb: t('automatic.onVerb'),
    consequences: [t('automatic.onMerges', { count: run.merges, text: format.number(run.merges) }), t('automatic.onNew', { share: format.percent(settings.upper) }), t('automatic.onWhy'), t('automatic.onUndo')],
    action: async () => {
      await save.mutateAsync({ change: { automatic: true }, dryRun: run.id });
      done(t('automatic.isOn'));
    },
  });
  const turnOff = () => save.mutate({ change: { automatic: false }, dryRun: null }, { onError: failed, onSuccess: () => done(t('automatic.isOff')) });

  return (
    <Panel title={t('automatic.title')} text={t('automatic.text', { share: format.percent(settings.upper) })}
      actions={mayWrite && <Button type={settings.automatic || good ? 'default' : 'primary'} loading={attempt.isPending} onClick={() => attempt.mutate()}>{good ? t('automatic.tryAgain') : t('automatic.try')}</Button>}>
      <div className={styles.automatic}>
        <div className={styles.switchLine}>
          <Switch checked={settings.automatic} disabled={!mayWrite || (!settings.automatic && !good)} loading={save.isPending} aria-label={t('automatic.switch')} onChange={(on) => (on ? good && turnOn(good) : turnOff())} />
          <span>{t('automatic.switch')}</span>
          {!settings.automatic && !good && <small>{dry ? t('automatic.old') : t('automatic.tryFirst')}</small>}
        </div>
        {mayWrite && <Checkbox checked={settings.afterRelearning} disabled={save.isPending} onChange={(event) => save.mutate({ change: { afterRelearning: event.target.checked }, dryRun: null }, { onError: failed })}>{t('automatic.goOn')}</Checkbox>}
        {attempt.error && <ErrorState compact error={attempt.error} onRetry={() => attempt.mutate()} />}
        {good ? <DryRunResult run={good} /> : !settings.automatic && <p className={styles.soft}>{t('automatic.what')}</p>}
      </div>
    </Panel>
  );
}
