import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Popover, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useSession } from '@/lib/session';
import { meaningOf } from '../logic/names';
import { manualSource } from '../logic/provenance';
import { useCard } from './CardContext';
import { Provenance } from './Provenance';
import { TraitEditor } from './TraitEditor';
import styles from './card.module.css';

/** Rows shown before the rest is asked for. */
const shownMax = 14;

// What a head and contacts beside the traits say already.
const saidElsewhere = new Set(['firstName', 'lastName', 'middleName', 'name', 'phone', 'email']);

/** Every trait, or when `brief` those that a name and contacts do not tell; each answers where its value comes from. */
export function Traits({ brief = false }: { brief?: boolean }) {
  const { t } = useTranslation('profiles');
  const { can } = useSession();
  const { profile, traits } = useCard();
  const [all, setAll] = useState(false);
  const [edited, setEdited] = useState<string | null>(null);
  const names = Object.keys(profile.traits).filter((name) => !brief || !saidElsewhere.has(meaningOf(name))).sort(traits.order);
  const shown = all ? names : names.slice(0, shownMax);
  return (
    <Panel dense title={t('traits.title')} actions={can('profiles:write') && (
      <Tooltip title={t('traits.add')}><Button type="text" size="small" icon={<PlusOutlined />} aria-label={t('traits.add')} onClick={() => setEdited('')} /></Tooltip>
    )}>
      {names.length === 0 ? <p className={styles.calm}>{t('traits.none')}</p> : (
        <dl className={styles.traits}>{shown.map((name) => <Row key={name} name={name} onEdit={can('profiles:write') ? () => setEdited(name) : undefined} />)}</dl>
      )}
      {names.length > shownMax && <Button type="link" size="small" className={styles.flush} onClick={() => setAll(!all)}>{all ? t('traits.fewer') : t('traits.all', { count: names.length })}</Button>}
      <TraitEditor trait={edited} onClose={() => setEdited(null)} />
    </Panel>
  );
}

function Row({ name, onEdit }: { name: string; onEdit?: () => void }) {
  const { t } = useTranslation('profiles');
  const { profile, traits } = useCard();
  const [open, setOpen] = useState(false);
  const text = traits.text(name, profile.traits[name]);
  const label = traits.label(name);
  return (
    <div className={styles.trait}>
      <dt translate={label === name ? 'no' : undefined}>{label}</dt>
      <dd>
        <Popover open={open} onOpenChange={setOpen} trigger="click" placement="rightTop" destroyOnHidden classNames={{ container: styles.popover }}
          content={<Provenance trait={name} onEdit={onEdit && (() => { setOpen(false); onEdit(); })} />}>
          <button type="button" translate="no" className={styles.traitValue} aria-label={t('traits.whence', { label, text })} aria-expanded={open}>
            {text}
            {profile.provenance[name]?.source === manualSource && <EditOutlined className={styles.byHand} title={t('provenance.byHand')} />}
          </button>
        </Popover>
      </dd>
    </div>
  );
}
