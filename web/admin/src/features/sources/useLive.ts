import { useCallback, useEffect, useRef, useState } from 'react';
import { listen } from '@/lib/api/events';
import { ProblemError } from '@/lib/api/problem';
import { noLines, withCame, type Lines, type LiveLine, type Numbered } from './liveLines';

/** Milliseconds between two drawings: a busy source sends thousands of lines a second. */
const drawMs = 200;
const retryMs = [500, 1_000, 2_000, 5_000, 10_000];

/** Watches a source. */
export function useLive(source: string, recent: number) {
  const [lines, setLines] = useState<Lines>(noLines);
  const [state, setState] = useState<'connecting' | 'open' | 'broken'>('connecting');
  const [refusal, setRefusal] = useState<ProblemError | null>(null);
  const [paused, setPaused] = useState(false);
  const isPaused = useRef(false);

  useEffect(() => {
    const stop = new AbortController();
    let [came, dropped, number, tries]: [Numbered[], number, number, number] = [[], 0, 0, 0];
    let wait: ReturnType<typeof setTimeout> | undefined;
    const draw = setInterval(() => {
      if (came.length === 0 && dropped === 0) return;
      const [batch, lost] = [came, dropped];
      [came, dropped] = [[], 0];
      setLines((before) => ({ ...withCame(before, batch, isPaused.current), dropped: before.dropped + lost }));
    }, drawMs);
    const connect = async () => {
      try {
        await listen(`/api/sources/${encodeURIComponent(source)}/live?recent=${recent}`, {
          signal: stop.signal,
          onOpen: () => {
            tries = 0;
            setState('open');
          },
          onEvent: ({ name, data }) => {
            if (name === 'event') came.push({ ...(JSON.parse(data) as LiveLine), number: ++number });
            else if (name === 'dropped') dropped += (JSON.parse(data) as { count: number }).count;
          },
        });
      } catch (error) {
        if (stop.signal.aborted) return;
        // A refusal stays one however often it is asked for; too many who watch and a server that restarts pass.
        if (error instanceof ProblemError && error.status >= 400 && error.status < 500) return setRefusal(error);
      }
      if (stop.signal.aborted) return;
      setState('broken');
      wait = setTimeout(() => void connect(), retryMs[Math.min(tries++, retryMs.length - 1)]);
    };
    void connect();
    return () => {
      stop.abort();
      clearInterval(draw);
      clearTimeout(wait);
    };
  }, [source, recent]);

  const pause = useCallback((yes: boolean) => {
    isPaused.current = yes;
    setPaused(yes);
    if (!yes) setLines((before) => ({ ...before, shown: [...before.waiting, ...before.shown], waiting: [] }));
  }, []);
  const clear = useCallback(() => setLines((before) => ({ ...before, shown: [], waiting: [], dropped: 0 })), []);
  return { lines, state, refusal, paused, pause, clear };
}
