import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { NavigationGroup } from '@/lib/feature';
import { useSession } from '@/lib/session';
import { features } from './features';
import styles from './Shell.module.css';

const groups: NavigationGroup[] = ['people', 'data', 'rules', 'administration'];
const items = features.flatMap((feature) => feature.navigation ?? []).sort((a, b) => a.order - b.order);

/** The screens that the person may open, by what they are for. */
export function Navigation({ folded, onNavigate }: { folded: boolean; onNavigate?: () => void }) {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <nav aria-label={t('shell.navigation')} className={styles.navigation}>
      {groups.map((group) => {
        const shown = items.filter((item) => item.group === group && (!item.scope || can(item.scope)));
        return shown.length === 0 ? null : (
          <div key={group} className={styles.group}>
            {!folded && <h2>{t(`navigation.groups.${group}`)}</h2>}
            <ul>
              {shown.map((item) => (
                <li key={item.to}>
                  <Tooltip title={folded ? t(`navigation.${item.word}`) : undefined} placement="right">
                    <NavLink to={item.to} onClick={onNavigate} aria-label={folded ? t(`navigation.${item.word}`) : undefined}>
                      <span className={styles.icon} aria-hidden="true">{item.icon}</span>
                      {!folded && <span>{t(`navigation.${item.word}`)}</span>}
                      {!folded && item.count && <span className={styles.waiting}>{item.count}</span>}
                    </NavLink>
                  </Tooltip>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
