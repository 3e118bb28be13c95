// The list of keys, from the commands that exist right now.
import { signal } from '@preact/signals';
import { commands, type Command } from '../palette/commands';
import { eachKeyOnce } from '../palette/keys';
import { Dialog, Kbd } from '../ui';

export const keysShown = signal(false);

export function KeysDialog() {
  if (!keysShown.value) return null;
  const groups = new Map<string, Command[]>();
  for (const command of commands.value) {
    if (!command.keys || !command.group) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return (
    <Dialog title="Keyboard shortcuts" size="lg" onClose={() => { keysShown.value = false; }}>
      <div class="keys-list">
        {[...groups].map(([group, list]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>{eachKeyOnce(list).map((command) => <div key={command.id}><dt>{command.title}</dt><dd><Kbd keys={command.keys!} /></dd></div>)}</dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
