import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { knownEvent, meaningOf, useTraits } from '@/features/profiles/public';
import { useFormat } from '@/lib/format/useFormat';
import type { Vocabulary } from './logic/sentence';
import { useComputedLabels } from './computed/labels';
import { useSegmentNames } from './useSegmentNames';

/** Properties that the locales name. */
const properties: ReadonlySet<string> = new Set(['revenue', 'total', 'value', 'price', 'quantity', 'category', 'brand', 'coupon', 'currency', 'discount', 'products', 'product_id', 'order_id', 'name', 'url', 'query', 'subject', 'campaign']);

/** The names by which the screens call what rules are about. */
export function useWords(): Vocabulary {
  const { t } = useTranslation('segments');
  const { t: profileWord } = useTranslation('profiles');
  const format = useFormat();
  const people = useTraits('person');
  const accounts = useTraits('account');
  const computed = useComputedLabels();
  const segment = useSegmentNames();
  return useMemo<Vocabulary>(() => ({
    t, format, computed, segment,
    trait: (name, kind) => lowered((kind === 'person' ? people : accounts).label(name), name),
    isBirthday: (trait) => meaningOf(trait) === 'birthday',
    eventWord: (name) => knownEvent(name)?.word,
    event: (name) => {
      const word = knownEvent(name)?.word;
      return word ? profileWord(`events.names.${word}`) : name;
    },
    property: (name) => (properties.has(name) ? t(`properties.${name}`) : name),
  }), [t, profileWord, format, computed, people, accounts, segment]);
}

/** A label within a sentence begins small, unless it is a name as data has it, or capitals as INN. */
const lowered = (label: string, name: string) => (label !== name && /^\p{Lu}(?!\p{Lu})/u.test(label) ? label[0]!.toLocaleLowerCase() + label.slice(1) : label);
