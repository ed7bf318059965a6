import { App } from 'antd';
import { useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTold } from './useTold';
import styles from './components.module.css';

interface Confirmation {
  title: ReactNode;
  text?: ReactNode;
  /** What follows, one line each: what changes, what is lost, whether it can be undone. */
  consequences?: string[];
  /** The verb of what is done: "Revoke", not "OK". */
  verb: string;
  danger?: boolean;
  /** The window stays until it is done; a refusal is told and leaves it open. */
  action: () => Promise<unknown>;
}

/** Asks before something that has consequences, and names them. */
export function useConfirm() {
  const { modal } = App.useApp();
  const { t } = useTranslation();
  const { failed } = useTold();
  return useCallback(({ title, text, consequences, verb, danger, action }: Confirmation) => {
    modal.confirm({
      title, icon: null, width: 460, okText: verb, okButtonProps: { danger }, cancelText: t('cancel'), autoFocusButton: danger ? 'cancel' : 'ok',
      content: <>{text}{consequences && <ul className={styles.consequences}>{consequences.map((line) => <li key={line}>{line}</li>)}</ul>}</>,
      onOk: () => action().catch((error: unknown) => {
        failed(error);
        throw error;
      }),
    });
  }, [modal, t, failed]);
}
