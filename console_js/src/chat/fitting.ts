// How many columns there is room for, and whether the details fit beside them. Pure.

const COLUMN = 335;
const CONTEXT = 290;

export function fitting(open: readonly string[], focused: string | null, width: number,
  contextWanted: boolean): { shown: string[]; context: boolean } {
  const room = Math.max(1, Math.floor(width / COLUMN));
  let shown = [...open];
  while (shown.length > room) shown.splice(shown.findIndex((id) => id !== focused), 1);
  const context = contextWanted && focused !== null && shown.length > 0 && width >= shown.length * COLUMN + CONTEXT;
  return { shown, context };
}
