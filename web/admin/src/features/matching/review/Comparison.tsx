import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SourceTag } from '@/components/SourceTag';
import { meaningOf, profileName, shortId, useTraits, type Profile } from '@/features/profiles/public';
import { useSourceNames } from '@/features/sources/public';
import { useFormat } from '@/lib/format/useFormat';
import { useIdentifierTypes } from '@/lib/useIdentifierTypes';
import { compareValues, type Run } from '../logic/letters';
import { comparisonOf, plainForm, type Line } from '../logic/sides';
import type { Pair, PopulationKind } from '../types';
import styles from './pair.module.css';

const marks = { same: '=', near: '≈', different: '≠', onlyFirst: '', onlySecond: '' } as const;

/** What both sides say, line by line, with the letters that differ marked. */
export function Comparison({ pair }: { pair: Pair }) {
  const { t } = useTranslation('matching');
  const lines = useLines(pair);
  return (
    <table className={styles.comparison}>
      <caption className="visually-hidden">{t('pair.comparison')}</caption>
      <thead>
        <tr>
          <th scope="col"><span className="visually-hidden">{t('pair.trait')}</span></th>
          <th scope="col"><Side profile={pair.firstProfile} letter="A" hotkey="Q" /></th>
          <th scope="col" className={styles.relation}><span className="visually-hidden">{t('pair.relation')}</span></th>
          <th scope="col"><Side profile={pair.secondProfile} letter="B" hotkey="W" /></th>
        </tr>
      </thead>
      <tbody>{lines.map((line) => <ComparedLine key={line.name} line={line} />)}</tbody>
    </table>
  );
}

function useLines(pair: Pair): Line[] {
  const type = useIdentifierTypes();
  const traits = useTraits(pair.firstProfile.kind as PopulationKind);
  return useMemo(() => comparisonOf(pair, {
    label: traits.label,
    texts: (name, value) => (Array.isArray(value) ? value : [value]).map((one) => traits.text(name, plainForm(meaningOf(name), one))).filter((text) => text !== ''),
    type,
    order: traits.order,
  }), [pair, traits, type]);
}

function ComparedLine({ line }: { line: Line }) {
  const { t } = useTranslation('matching');
  const { first, second } = useMemo(() => (line.relation === null ? plain(line) : compareValues(line.first, line.second)), [line]);
  const word = line.relation ? t(`relations.${line.relation}`) : t('relations.hidden');
  return (
    <tr data-relation={line.relation ?? 'hidden'}>
      <th scope="row" translate="no">{line.label}</th>
      <td translate="no" data-side="A"><Values values={first} /></td>
      <td className={styles.relation} title={word}><span aria-hidden="true">{line.relation ? marks[line.relation] : ''}</span><span className="visually-hidden">{word}</span></td>
      <td translate="no" data-side="B"><Values values={second} /></td>
    </tr>
  );
}

const plain = ({ first, second }: Line) => ({ first: first.map((text): Run[] => [{ text, differs: false }]), second: second.map((text): Run[] => [{ text, differs: false }]) });

function Values({ values }: { values: Run[][] }) {
  if (values.length === 0) return <span className={styles.nothing}>–</span>;
  return values.map((runs, at) => <span key={at} className={styles.value}>{runs.map((run, index) => (run.differs ? <mark key={index}>{run.text}</mark> : <span key={index}>{run.text}</span>))}</span>);
}

function Side({ profile, letter, hotkey }: { profile: Profile; letter: string; hotkey: string }) {
  const { t } = useTranslation('matching');
  const { t: profiles } = useTranslation('profiles');
  const format = useFormat();
  const name = useSourceNames();
  const sources = [...new Set(profile.records.map((record) => record.source))];
  return (
    <div className={styles.side}>
      <Link to={`/profiles/${profile.id}`} target="_blank" data-open={hotkey} title={t('pair.open', { key: hotkey })}><i aria-hidden="true" translate="no">{letter}</i><span translate="no">{profileName(profile).text || profiles('unnamed')}</span></Link>
      <span className={styles.about}><code title={profile.id}>{shortId(profile.id)}</code> · {t('pair.records', { count: profile.records.length })} · {t('pair.changed', { date: format.date(profile.updatedAt) })}</span>
      <span className={styles.tags}>{sources.map((source) => <SourceTag key={source} source={source} name={name(source)} />)}</span>
    </div>
  );
}
