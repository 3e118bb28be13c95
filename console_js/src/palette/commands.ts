// What one can do by key or by the palette. Screens register their own while they are shown.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

export interface Command {
  id: string;
  title: string;
  /** "mod+k" pressed together, "g i" one after the other. */
  keys?: string;
  group: string;
  run: () => void;
  /** Neither listed nor run while this says false. */
  when?: () => boolean;
  /** Works by key but is not worth a line in the palette. */
  hidden?: boolean;
}

export const commands = signal<readonly Command[]>([]);

/** The newest of several with the same keys wins, if its `when` holds. Returns how to take it back. */
export function registerCommand(command: Command): () => void {
  commands.value = [...commands.value.filter((other) => other.id !== command.id), command];
  return () => { commands.value = commands.value.filter((other) => other !== command); };
}

export const usable = (command: Command) => !command.when || command.when();

/** Registers a screen's commands while it is mounted; they always run the newest closures. */
export function useCommands(list: Command[]): void {
  const newest = useRef(list);
  newest.current = list;
  useEffect(() => {
    const find = (id: string) => newest.current.find((command) => command.id === id);
    const undo = list.map((command) => registerCommand({
      ...command,
      run: () => find(command.id)?.run(),
      when: () => { const now = find(command.id); return !!now && usable(now); },
    }));
    return () => undo.forEach((take) => take());
  }, [list.map((command) => command.id).join()]);
}
