import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './review.module.css';
import type { Act } from './useKeys';

const keys: readonly [Act, string[]][] = [
  ['same', ['1', 'S']], ['different', ['2', 'D']], ['later', ['3', 'L']], ['undo', ['Z', 'Backspace']], ['next', ['J', '→']], ['previous', ['K', '←']], ['openFirst', ['Q']], ['openSecond', ['W']], ['help', ['?']],
];

/** Which key does what, and what the answers mean. */
export function HelpWindow({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('matching');
  return (
    <Modal open={open} title={t('help.title')} onCancel={onClose} footer={null} width={460} destroyOnHidden>
      <dl className={styles.help}>
        {keys.map(([act, names]) => <div key={act}><dt>{names.map((name) => <kbd key={name}>{name}</kbd>)}</dt><dd>{t(`acts.${act}`)}{(act === 'same' || act === 'different' || act === 'later') && <small>{t(`help.${act}`)}</small>}</dd></div>)}
      </dl>
      <p className={styles.quiet}>{t('help.layout')}</p>
    </Modal>
  );
}
