import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './components.module.css';

interface PageHeaderProps {
  title: string;
  /** The title is what people called something, which is not to be translated. */
  data?: boolean;
  /** One sentence that says what the screen is for, for who comes rarely. */
  text?: ReactNode;
  /** A link back to what this is part of. */
  parent?: ReactNode;
  actions?: ReactNode;
}

/** The head of a screen; gives the window its title too. */
export function PageHeader({ title, data, text, parent, actions }: PageHeaderProps) {
  const { t } = useTranslation();
  const product = t('product');
  useEffect(() => { document.title = `${title} · ${product}`; }, [title, product]);
  return (
    <div className={styles.header}>
      <div>
        {parent && <div className={styles.crumbs}>{parent}</div>}
        <h1 translate={data ? 'no' : undefined}>{title}</h1>
        {text && <p>{text}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
