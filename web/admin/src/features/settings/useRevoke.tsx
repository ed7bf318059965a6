import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Naming } from '@/components/Naming';
import { useConfirm } from '@/components/useConfirm';
import { useTold } from '@/components/useTold';

/** Asks before a secret is revoked, revokes it, and reads the list of them anew. Words: `revokeTitle`, `revoke`, `revokedNow` of `part`. */
export function useRevoke(part: 'tokens' | 'embed', list: { queryKey: QueryKey }, consequences: string[]) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const confirm = useConfirm();
  const { done } = useTold();
  return (secret: string, revoke: () => Promise<unknown>) => confirm({
    title: <Naming phrase={(name) => t(`${part}.revokeTitle`, { name })} value={secret} />, consequences, verb: t(`${part}.revoke`), danger: true,
    action: async () => {
      await revoke();
      await queries.invalidateQueries({ queryKey: list.queryKey });
      done(t(`${part}.revokedNow`));
    },
  });
}
