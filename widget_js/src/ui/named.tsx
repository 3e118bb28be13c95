/** A sentence with a name or an address in it, which keeps its own direction and leaves the sentence its own. */

const PLACE = '\n';

export function named(sentence: (name: string) => string, name: string) {
  const [before, after] = sentence(PLACE).split(PLACE);
  return <>{before}<bdi>{name}</bdi>{after}</>;
}
