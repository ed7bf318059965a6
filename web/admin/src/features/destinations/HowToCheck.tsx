import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Snippet } from '@/components/Copyable';
import { checks } from './checks';
import styles from './destinations.module.css';

/** How the receiver knows that a request is of this server: in words, and as code to take away. */
export function HowToCheck() {
  const { t } = useTranslation('destinations');
  const [chosen, setChosen] = useState<(typeof checks)[number]['language']>('Node.js');
  return (
    <>
      <ol className={styles.steps}>{(['headers', 'compute', 'compare', 'old'] as const).map((step) => <li key={step}>{t(`check.${step}`)} {step === 'headers' ? <code>webhook-id, webhook-timestamp, webhook-signature</code> : step === 'compute' ? <code>base64(HMAC-SHA256(unbase64(whsec_…), id.timestamp.body))</code> : null}</li>)}</ol>
      <Segmented value={chosen} onChange={setChosen} options={checks.map(({ language }) => ({ value: language, label: <span translate="no">{language}</span> }))} aria-label={t('check.language')} className={styles.language} />
      <Snippet code={checks.find(({ language }) => language === chosen)!.code} label={t('check.code')} />
      <p className={styles.soft}>{t('check.answer')}</p>
    </>
  );
}
