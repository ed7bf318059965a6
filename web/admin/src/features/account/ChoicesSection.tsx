import { Button, Form, Input, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTold } from '@/components/useTold';
import type { Language, ThemeChoice } from '@/lib/api/types';
import { useChoices } from '@/lib/choices';
import { useSaveChoice, useSession } from '@/lib/session';
import styles from './account.module.css';

/** Name, language, theme. */
export function ChoicesSection() {
  const { t } = useTranslation('account');
  const { user } = useSession();
  const { language, chooseLanguage, theme, chooseTheme } = useChoices();
  const save = useSaveChoice();
  const { done, failed } = useTold();
  return (
    <section className={styles.section}>
      <h2 translate="no">{user.email}</h2>
      <p>{t(`app:roles.${user.role}`)}</p>
      <Form layout="vertical" requiredMark={false} initialValues={{ name: user.name }} className={styles.narrow}
        onFinish={({ name }: { name: string }) => save.mutate({ name }, { onSuccess: () => done(t('saved')), onError: failed })}>
        <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('nameNeeded') }]}>
          <Input.Search maxLength={200} autoComplete="name" enterButton={<Button htmlType="submit" loading={save.isPending}>{t('app:save')}</Button>} />
        </Form.Item>
      </Form>
      <div className={styles.pair}>
        <div>
          <p>{t('language')}</p>
          <Segmented<Language> aria-label={t('language')} value={language} onChange={chooseLanguage} options={[{ value: 'ru', label: 'Русский' }, { value: 'en', label: 'English' }]} />
        </div>
        <div>
          <p>{t('app:theme.label')}</p>
          <Segmented<ThemeChoice> aria-label={t('app:theme.label')} value={theme} onChange={chooseTheme} options={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: t(`app:theme.${value}`) }))} />
        </div>
      </div>
    </section>
  );
}
