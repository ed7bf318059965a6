import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { Bones, Panel } from '@/components/Panel';
import { profileName, type ProfileSummary } from '@/features/profiles/public';
import { whyQuery, type Segment } from './api';
import { isGroup, type Node } from './logic/form';
import { fromForm } from './logic/fromForm';
import { toForm } from './logic/toForm';
import styles from './segments.module.css';
import { Search } from './Search';
import { Clause } from './Sentence';

/** Why a person is in the segment or not, condition by condition. */
export function WhySection({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const [person, setPerson] = useState<ProfileSummary | null>(null);
  return (
    <Panel title={t('why.title')} text={t('why.text')}>
      {person ? <Reasons segment={segment} person={person} onOther={() => setPerson(null)} /> : <Search onChoose={setPerson} />}
    </Panel>
  );
}

function Reasons({ segment, person, onOther }: { segment: Segment; person: ProfileSummary; onOther: () => void }) {
  const { t } = useTranslation('segments');
  const { t: profileWord } = useTranslation('profiles');
  const form = useMemo(() => toForm(segment.rule), [segment.rule]);
  const written = useMemo(() => fromForm(form), [form]);
  const { data, error, refetch } = useQuery(whyQuery(written.rule, person.id));
  const holds = useMemo(() => {
    const byPointer = new Map(data?.conditions.map((one) => [one.pointer, one.holds]));
    // The first place of a node is its own; a later one would be of what stands within.
    return new Map([...written.places].reverse().map(({ pointer, id }) => [id, byPointer.get(pointer)] as const));
  }, [data, written]);
  return (
    <>
      <p><Link to={`/profiles/${person.id}`} translate="no">{profileName(person).text || profileWord('unnamed')}</Link> <Button type="link" size="small" onClick={onOther}>{t('why.other')}</Button></p>
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : !data ? <Bones lines={4} /> : (
        <>
          <p className={styles.verdict} data-holds={data.holds} role="status">{data.holds ? t('why.in') : t('why.out')}</p>
          <ul className={styles.tree}>{(form.mode === 'all' ? form.children : [form]).map((node) => <Reason key={node.id} node={node} holds={holds} />)}</ul>
        </>
      )}
    </>
  );
}

function Reason({ node, holds }: { node: Node; holds: ReadonlyMap<string, boolean | undefined> }) {
  const { t } = useTranslation('segments');
  const known = holds.get(node.id);
  return (
    <li>
      <div className={styles.reason} data-holds={known}>
        <span aria-hidden="true">{known === undefined ? '·' : known ? '✓' : '✕'}</span>
        <span>{known !== undefined && <span className="visually-hidden">{known ? t('why.yes') : t('why.no')} </span>}{isGroup(node) ? t(`mode.${node.mode}`) : <Clause node={node} />}</span>
      </div>
      {isGroup(node) && <ul>{node.children.map((child) => <Reason key={child.id} node={child} holds={holds} />)}</ul>}
    </li>
  );
}
