import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/PageHeader';
import { ChoicesSection } from './ChoicesSection';
import { PasswordSection } from './PasswordSection';
import { SecondFactorSection } from './SecondFactorSection';
import { SessionsSection } from './SessionsSection';
import styles from './account.module.css';

/** One's own name, language, password, second factor and sessions. */
export default function AccountPage() {
  const { t } = useTranslation('account');
  return (
    <>
      <PageHeader title={t('title')} />
      <div className={styles.sections}>
        <ChoicesSection />
        <PasswordSection />
        <SecondFactorSection />
        <SessionsSection />
      </div>
    </>
  );
}
