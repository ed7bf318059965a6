import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { useSession } from '@/lib/session';

/** The screen, or what to ask for when the person does not hold its scope. */
export function guarded(Component: ComponentType, scope?: string | readonly string[]): ComponentType {
  if (!scope) return Component;
  return function Guarded() {
    const { t } = useTranslation();
    if (useSession().can(scope)) return <Component />;
    return <EmptyState title={t('guard.title')} text={t('guard.text', { scope: typeof scope === 'string' ? scope : scope.join(', ') })} />;
  };
}

export function NotFound() {
  const { t } = useTranslation();
  return <EmptyState title={t('notFound.title')} text={t('notFound.text')} action={<Link to="/">{t('notFound.home')}</Link>} />;
}
