// Who else has this ticket open, as faces and in words; who is writing is told first.
import type { Looking } from '../../../shared_js/wire';
import { store } from '../store';
import { pictureOf } from '../store/faces';
import { Avatar, EditIcon } from '../ui';
import { sentenceOf } from './writing';

const MOST_FACES = 3;

export function OthersHere({ people }: { people: readonly Looking[] }) {
  const me = store.me.value?.id;
  const others = people.filter(({ agent }) => agent.id !== me).sort((a, b) => Number(b.writing) - Number(a.writing));
  const sentences = [sentenceOf(others, 'writing'), sentenceOf(others, 'looking')];
  const words = sentences.find(Boolean);
  return (
    <span class="others-here" role="status" title={sentences.filter(Boolean).join('; ')}>
      {others.length > 0 && (
        <>
          <span class="faces" aria-hidden="true">
            {others.slice(0, MOST_FACES).map(({ agent, writing }) => (
              <span key={agent.id} class="face" data-writing={writing || undefined}>
                <Avatar name={agent.name} picture={pictureOf(agent)} size={24} />
                {writing && <span class="face-pen"><EditIcon size={9} /></span>}
              </span>
            ))}
            {others.length > MOST_FACES && <span class="face-more">+{others.length - MOST_FACES}</span>}
          </span>
          <span class="others-words truncate">{words}</span>
        </>
      )}
    </span>
  );
}
