import { Alert, Input, Segmented } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleProblem } from '../api';
import { added, copied, replaced, type Group, type Mode, type Node } from '../logic/form';
import { nodeAt, type Written } from '../logic/fromForm';
import { toForm } from '../logic/toForm';
import { Sentence } from '../Sentence';
import { Building, GroupEditor, type BuilderContext } from './GroupEditor';
import styles from './builder.module.css';

interface BuilderProps {
  form: Group;
  written: Written;
  own: string | null;
  /** What the server finds wrong with the rule. */
  problems: readonly RuleProblem[];
  onChange: (form: Group) => void;
}

/** Makes a rule: as a sentence with fields, or as text of JSON. */
export function Builder({ form, written, own, problems, onChange }: BuilderProps) {
  const { t } = useTranslation('segments');
  const [text, setText] = useState<string | null>(null);
  const [place, goTo] = useNextFocus();
  const building = useMemo<BuilderContext>(() => {
    const add = (to: string, node: Node) => {
      goTo(`[data-node="${node.id}"] :is(input, button, textarea)`);
      onChange(added(form, to, node));
    };
    return {
      own, faults: faultsOf(written, problems), add,
      change: (id, change) => onChange(replaced(form, id, change)),
      duplicate: (to, node) => add(to, copied(node)),
      remove: (from, id) => {
        goTo(`[data-adds-to="${from}"]`);
        onChange(replaced(form, id, () => null));
      },
    };
  }, [form, own, written, problems, onChange, goTo]);
  const view = text === null ? 'form' : 'json';
  return (
    <Building value={building}>
      <div className={styles.bar}>
        <p className={styles.sentence} aria-live="polite"><Sentence form={form} /></p>
        <Segmented aria-label={t('rule.view')} value={view} onChange={(next: 'form' | 'json') => setText(next === 'json' ? JSON.stringify(written.rule, null, 2) : null)} options={[{ value: 'form', label: t('rule.form') }, { value: 'json', label: t('rule.json') }]} />
      </div>
      <div ref={place} className={styles.whole}>{text === null ? <GroupEditor group={form} isRoot onMode={(mode: Mode) => onChange({ ...form, mode })} /> : <JsonText text={text} onChange={(next, rule) => { setText(next); if (rule !== undefined) onChange(toForm(rule)); }} />}</div>
      {problems.length > 0 && building.faults.size === 0 && <Alert type="error" showIcon title={<span lang="en">{problems[0]!.detail}</span>} />}
    </Building>
  );
}

/** Where the focus goes once what was asked for is shown: a new condition to its first field, and from one that is gone to where another is added. */
function useNextFocus() {
  const place = useRef<HTMLDivElement>(null);
  const next = useRef<string | null>(null);
  useEffect(() => {
    const found = next.current === null ? null : place.current?.querySelector<HTMLElement>(next.current);
    if (!found) return;
    next.current = null;
    found.focus();
  });
  const [goTo] = useState(() => (selector: string) => { next.current = selector; });
  return [place, goTo] as const;
}

function faultsOf(written: Written, problems: readonly RuleProblem[]): ReadonlyMap<string, RuleProblem[]> {
  const faults = new Map<string, RuleProblem[]>();
  for (const problem of problems) {
    const id = nodeAt(written.places, problem.pointer);
    if (id !== undefined) faults.set(id, [...(faults.get(id) ?? []), problem]);
  }
  return faults;
}

function JsonText({ text, onChange }: { text: string; onChange: (text: string, rule?: unknown) => void }) {
  const { t } = useTranslation('segments');
  const isJson = parsed(text) !== undefined;
  return (
    <>
      <Input.TextArea aria-label={t('rule.jsonLabel')} value={text} rows={Math.max(8, Math.min(28, text.split('\n').length + 1))} status={isJson ? undefined : 'error'} spellCheck={false} translate="no" className={styles.json} onChange={(event) => onChange(event.target.value, parsed(event.target.value))} />
      <p className={styles.none} role="status">{isJson ? t('rule.jsonText') : t('rule.noJson')}</p>
    </>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
