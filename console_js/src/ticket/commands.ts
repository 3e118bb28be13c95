// What one can do with the open ticket by key or by the palette.
import type { Ticket } from '../../../shared_js/wire';
import { useCommands, type Command } from '../palette/commands';
import { go, paths } from '../router';
import { listPath } from '../tickets/state';
import { ticketDialog } from './dialogs';
import type { Mode } from './drafts';
import { CATEGORY_ID, LABELS_ID } from './labelling';
import { OWNER_ID, PRIORITY_ID, STATUS_ID } from './properties';
import { CHOICES } from './send_bar';
import { splitSelection, startChoosing, stopChoosing } from './split_selection';

const press = (id: string) => () => document.getElementById(id)?.click();

/** The first press chooses, the next goes on with what is chosen. */
function chooseOrSplit() {
  if (splitSelection.value?.size) ticketDialog.value = 'split';
  else startChoosing();
}
const merge = () => { ticketDialog.value = 'merge'; };
const choosing = () => splitSelection.value !== null;

export function useTicketCommands({ chat }: Ticket, write: (mode: Mode) => void): void {
  const list: Omit<Command, 'group'>[] = [
    { id: 'ticket.status', title: 'Change the status', keys: 's', run: press(STATUS_ID) },
    { id: 'ticket.priority', title: 'Change the priority', keys: 'p', run: press(PRIORITY_ID) },
    { id: 'ticket.owner', title: 'Change the owner', keys: 'o', run: press(OWNER_ID) },
    { id: 'ticket.labels', title: 'Change the labels', keys: 'l', run: press(LABELS_ID) },
    { id: 'ticket.category', title: 'Change the category', keys: 'y', run: press(CATEGORY_ID) },
    { id: 'ticket.reply', title: 'Reply to the customer', keys: 'r', run: () => write('reply') },
    { id: 'ticket.note', title: 'Write a private note', keys: 'n', run: () => write('note') },
    { id: 'ticket.merge', title: 'Merge with another ticket', keys: 'm', run: merge },
    { id: 'ticket.split', title: 'Split entries off', keys: 'e', run: chooseOrSplit },
    { id: 'ticket.chat', title: 'Go to the chat', keys: 'v', when: () => chat !== null, run: () => go(paths.chat(chat!)) },
    { id: 'ticket.chosen', title: 'Choose no entries', keys: 'escape', hidden: true, when: choosing, run: stopChoosing },
    { id: 'ticket.back', title: 'Back to the queue', keys: 'escape', when: () => !choosing(), run: () => go(listPath()) },
  ];
  // The composer itself hears these, and only while one writes: here they are listed.
  const sending = CHOICES.map(({ value, label, keys }) => ({
    id: `ticket.send.${value}`, title: `${label}, while writing`, keys, when: () => false, run: () => {},
  }));
  useCommands([...list, ...sending].map((command) => ({ ...command, group: 'Ticket' })));
}
