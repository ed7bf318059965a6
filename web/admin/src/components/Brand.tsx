import { useTranslation } from 'react-i18next';
import styles from './components.module.css';

/** The product's mark and name. */
export function Brand({ folded }: { folded?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={styles.brand}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <path d="M3 8a3 3 0 0 1 3-3h7l3 4h10a3 3 0 0 1 3 3v13a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3z" fill="var(--accent)" />
        <path d="M8 15h16M8 20h10" stroke="#fffdf8" strokeWidth="2.4" strokeLinecap="round" />
      </svg>
      {!folded && <span>{t('product')}</span>}
    </div>
  );
}
