/** What one person wrote in one go: bubbles, the time, and how far one's own words have come. */
import { timeOfDay } from '../../../shared_js/time';
import { linkify } from '../../../shared_js/linkify';
import type { Bubble, Row } from '../rows';
import type { Session } from '../session';
import { language, strings } from '../language';
import { Avatar } from './avatar';
import { Alert, Clock, Tick, Ticks } from './icons';

type GroupRow = Extract<Row, { type: 'group' }>;

export function Group({ group, session }: { group: GroupRow; session: Session }) {
  const { mine, author, bubbles } = group;
  const agent = session.chat.value?.agent;
  return (
    <div class={mine ? 'group mine' : 'group'}>
      {!mine && <Avatar name={author.name} picture={agent?.id === author.id ? agent.picture : null} />}
      <div class="column">
        {!mine && <p class="author" aria-hidden="true"><bdi>{author.name}</bdi></p>}
        {bubbles.map((bubble, index) => {
          const next = bubbles[index + 1];
          return (
            <div class="said" key={bubble.key}>
              <p class={`bubble ${bubble.state ?? ''}`}>
                <span class="sr">{mine ? strings.you : author.name}: </span><span class="text" dir="auto"><Text of={bubble.body} /></span>
              </p>
              {bubble.state === 'failed' ? <Failed bubble={bubble} session={session} />
                : (!next || next.state !== bubble.state) && <Meta bubble={bubble} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Text({ of }: { of: string }) {
  return <>{linkify(of).map(({ text, href }) => (href ? <a href={href} target="_blank" rel="noopener noreferrer nofollow">{text}</a> : text))}</>;
}

const SIGNS = { sending: Clock, sent: Tick, read: Ticks };

function Meta({ bubble }: { bubble: Bubble }) {
  const Sign = bubble.state && bubble.state !== 'failed' ? SIGNS[bubble.state] : null;
  const word = bubble.state ? strings[bubble.state] : '';
  return (
    <p class={`meta ${bubble.state ?? ''}`}>
      <time dateTime={new Date(bubble.at).toISOString()}>{timeOfDay(bubble.at, language)}</time>
      {Sign && <span class="state" title={word}><Sign size={15} /><span class="sr">{word}</span></span>}
    </p>
  );
}

function Failed({ bubble, session }: { bubble: Bubble; session: Session }) {
  return (
    <div class="failed-line">
      <p><Alert size={15} /><span>{strings.failed}. {bubble.error}</span></p>
      <button type="button" class="quiet" onClick={() => session.retry(bubble.key)}>{strings.retry}</button>
      <button type="button" class="quiet" onClick={() => session.outbox.remove(bubble.key)}>{strings.remove}</button>
    </div>
  );
}
