import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from './Brand';
import { LanguageSwitch, ThemeSwitch } from './Switches';
import styles from './components.module.css';

interface OutsideProps {
  title: string;
  text?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
  /** Pixels. */
  width?: number;
}

/** The frame of screens before and around signing in: one card on the desk. */
export function Outside({ title, text, children, foot, width = 400 }: OutsideProps) {
  const { t } = useTranslation();
  const product = t('product');
  useEffect(() => { document.title = `${title} · ${product}`; }, [title, product]);
  return (
    <div className={styles.outside}>
      <header className={styles.outsideTop}><Brand /><div><LanguageSwitch /><ThemeSwitch /></div></header>
      <main className={styles.outsideBody}>
        <div className={styles.outsideCard} style={{ maxWidth: width }}>
          <h1>{title}</h1>
          {text && <p>{text}</p>}
          {children}
        </div>
        {foot && <div className={styles.outsideFoot}>{foot}</div>}
      </main>
    </div>
  );
}
