import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useSearchParams } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { Bones, Panel } from '@/components/Panel';
import styles from './matching.module.css';
import type { Population } from './types';
import { populationKey, usePopulation } from './usePopulation';

const sections = ['review', 'groups', 'decisions', 'quality', 'settings'] as const;
const paths = { review: '/matching', groups: '/matching/groups', decisions: '/matching/decisions', quality: '/matching/quality', settings: '/matching/settings' } as const;

interface MatchingFrameProps {
  section: (typeof sections)[number];
  /** Beside the title, given the population that is chosen. */
  actions?: (population: Population) => ReactNode;
  children: (population: Population) => ReactNode;
}

/** The head of each screen of matching: the way to the others, and whose duplicates they are. */
export function MatchingFrame({ section, actions, children }: MatchingFrameProps) {
  const { t } = useTranslation('matching');
  const { population, populations, loading, error, retry, choose } = usePopulation();
  const [parameters] = useSearchParams();
  // The population goes along to the other screens, the filters of this one do not.
  const kept = new URLSearchParams([...parameters].filter(([name]) => name === 'entity' || name === 'kind')).toString();
  const name = (one: Population) => `${one.entity.name} · ${t(`kinds.${one.kind}`)}`;
  return (
    <>
      <div className={styles.top}>
        <nav aria-label={t('title')} className={styles.sections}>
          {sections.map((one) => <NavLink key={one} end to={{ pathname: paths[one], search: kept }}>{t(`sections.${one}`)}</NavLink>)}
        </nav>
        {populations.length > 1 && population && (
          <Select aria-label={t('whose')} value={populationKey(population)} popupMatchSelectWidth={false} variant="filled" onChange={(key: string) => choose(populations.find((one) => populationKey(one) === key)!)}
            options={populations.map((one) => ({ value: populationKey(one), label: <span translate="no">{name(one)}</span> }))} />
        )}
      </div>
      <PageHeader title={t(`${section}.title`)} text={<span className={section === 'review' ? styles.forKeys : undefined}>{t(`${section}.text`)}</span>} actions={population && actions?.(population)} />
      {error ? <ErrorState error={error} onRetry={retry} /> : loading ? <Panel><Bones lines={8} /></Panel> : population ? children(population) : null}
    </>
  );
}
