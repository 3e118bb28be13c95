/** A short, quiet chime for a new answer. Off until the visitor turns it on; made here, so nothing is fetched. */

let context: AudioContext | null = null;

export function chime(): void {
  context ??= new AudioContext();
  void context.resume();
  const start = context.currentTime;
  [660, 880].forEach((frequency, index) => {
    const tone = context!.createOscillator();
    const volume = context!.createGain();
    const at = start + index * 0.11;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.07, at + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0005, at + 0.3);
    tone.connect(volume).connect(context!.destination);
    tone.start(at);
    tone.stop(at + 0.32);
  });
}
