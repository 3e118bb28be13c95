// The merge of tickets that were chosen in a list.
import { mergeAsked } from './dialogs';
import { MergeDialog } from './merge';

export function MergeAskedDialog() {
  const asked = mergeAsked.value;
  return asked && <MergeDialog numbers={asked.numbers} onDone={asked.onDone} onClose={() => { mergeAsked.value = null; }} />;
}
