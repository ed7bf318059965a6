import { Button } from 'antd';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './review.module.css';
import type { Message } from './useReview';

/** How long a message stays, in milliseconds; the next one takes its place at once. */
const staysMs = 8_000;

/** What has just been done, with a way back. */
export function Told({ message, onUndo, onGone }: { message: Message | null; onUndo: () => void; onGone: () => void }) {
  const { t } = useTranslation('matching');
  const gone = useEffectEvent(onGone);
  useEffect(() => {
    if (!message) return;
    const timer = setTimeout(() => gone(), staysMs);
    return () => clearTimeout(timer);
  }, [message]);
  const names = message?.row && `${message.row.first.name || '…'} + ${message.row.second.name || '…'}`;
  return (
    <div className={styles.told} role="status" data-shown={message !== null}>
      {message && (
        <>
          <span><b>{message.kind === 'decided' ? t(`told.${message.verdict}`) : t(`told.${message.kind}`)}</b>{names && <> <span translate="no">{names}</span></>}</span>
          {message.kind === 'decided' && <Button size="small" onClick={onUndo}>{t('acts.undo')} <kbd aria-hidden="true">Z</kbd></Button>}
        </>
      )}
    </div>
  );
}
