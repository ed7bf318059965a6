import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './components.module.css';

interface PageHeaderProps {
  title: string;
  /** The title is a value of the base, such as a name, and of no language. */
  isData?: boolean;
  /** One sentence that says what the screen is for, for who comes rarely. */
  text?: ReactNode;
  /** A link back to what this is part of. */
  parent?: ReactNode;
  actions?: ReactNode;
}

/** The head of a screen; gives the window its title too. */
export function PageHeader({ title, isData = false, text, parent, actions }: PageHeaderProps) {
  const { t } = useTranslation();
  const product = t('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
    document.querySelector('title')?.setAttribute('translate', isData ? 'no' : 'yes');
  }, [title, isData, product]);
  return (
    <div className={styles.header}>
      <div>
        {parent && <div className={styles.crumbs}>{parent}</div>}
        <h1 translate={isData ? 'no' : undefined}>{title}</h1>
        {text && <p>{text}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
