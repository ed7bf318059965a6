import { App } from 'antd';
import { useMemo } from 'react';
import { useProblemText } from './useProblemText';

/** Short messages at the edge of the screen: that something was done, or why not. For `onSuccess` and `onError` of mutations. */
export function useTold() {
  const { message } = App.useApp();
  const text = useProblemText();
  return useMemo(() => ({
    done: (words: string) => void message.success(words),
    failed: (error: unknown) => {
      const { title, detail } = text(error);
      void message.error({ content: detail ? `${title}. ${detail}` : title, duration: 6 });
    },
  }), [message, text]);
}
