import { ArrowLeftOutlined, ArrowRightOutlined, QuestionCircleOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../types';
import styles from './review.module.css';
import type { Act } from './useKeys';

interface VerdictsProps {
  act: (what: Act) => void;
  /** Nothing can be decided now: no pair, or too much is on its way. */
  off: boolean;
  /** What is left out: a sample knows no way back to the pair before. */
  without?: readonly Act[];
}

const verdicts: readonly { verdict: Verdict; key: string }[] = [{ verdict: 'same', key: '1' }, { verdict: 'different', key: '2' }, { verdict: 'later', key: '3' }];

/** What can be said of a pair, each with its key; always in the same place. */
export function Verdicts({ act, off, without = [] }: VerdictsProps) {
  const { t } = useTranslation('matching');
  const small = (what: Act, icon: React.ReactNode, key: string) => !without.includes(what) && (
    <Tooltip title={<>{t(`acts.${what}`)} <kbd>{key}</kbd></>}><Button icon={icon} aria-label={t(`acts.${what}`)} onClick={() => act(what)} /></Tooltip>
  );
  return (
    <div className={styles.verdicts} role="group" aria-label={t('acts.label')}>
      {verdicts.filter(({ verdict }) => !without.includes(verdict)).map(({ verdict, key }) => (
        <Button key={verdict} size="large" type={verdict === 'same' ? 'primary' : 'default'} aria-disabled={off} data-verdict={verdict} onClick={() => act(verdict)}>{t(`acts.${verdict}`)} <kbd aria-hidden="true">{key}</kbd></Button>
      ))}
      <span className={styles.moves}>
        {small('undo', <UndoOutlined />, 'Z')}
        {small('previous', <ArrowLeftOutlined />, 'K')}
        {small('next', <ArrowRightOutlined />, 'J')}
        {small('help', <QuestionCircleOutlined />, '?')}
      </span>
    </div>
  );
}
