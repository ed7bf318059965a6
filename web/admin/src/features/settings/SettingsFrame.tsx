import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { PageHeader } from '@/components/PageHeader';
import { useSession } from '@/lib/session';
import { sections, type SectionKey } from './sections';
import styles from './settings.module.css';

interface SettingsFrameProps {
  section: SectionKey;
  actions?: ReactNode;
  children: ReactNode;
}

/** The head of each part of the settings, with the way to the others. */
export function SettingsFrame({ section, actions, children }: SettingsFrameProps) {
  const { t } = useTranslation('settings');
  const { can } = useSession();
  return (
    <>
      <nav aria-label={t('title')} className={styles.sections}>
        {sections.filter((one) => can(one.scope)).map((one) => <NavLink key={one.key} to={`/settings/${one.key}`}>{t(`${one.key}.title`)}</NavLink>)}
      </nav>
      <PageHeader title={t(`${section}.title`)} text={t(`${section}.text`)} actions={actions} />
      {children}
    </>
  );
}
