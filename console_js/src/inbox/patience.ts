// How long somebody may wait before the row asks for attention, and then shouts.
export function patience(waitedMs: number): 'fine' | 'long' | 'too_long' {
  return waitedMs < 60_000 ? 'fine' : waitedMs < 180_000 ? 'long' : 'too_long';
}
