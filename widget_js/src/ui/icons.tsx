/** The few pictures the widget needs, drawn as lines in the colour of the text around them. */
import type { ComponentChildren } from 'preact';

function icon(children: ComponentChildren) {
  return ({ size = 20 }: { size?: number }) => (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="none" stroke="currentColor" stroke-width="2"
      stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{children}</svg>
  );
}

export const Close = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const Dots = icon(<path d="M12 5.5h.01M12 12h.01M12 18.5h.01" stroke-width="3" />);
export const Send = icon(<path d="M5 12L4 4.5 20.5 12 4 19.5 5 12zm0 0h7" />);
export const Clock = icon(<><circle cx="12" cy="12" r="8.5" /><path d="M12 7.5V12l3 2" /></>);
export const Tick = icon(<path d="M5 12.5l4.5 4.5L19 7.5" />);
export const Ticks = icon(<path d="M1.5 12.5L6 17l9.5-9.5M11.5 16l1 1L22 7.5" />);
export const Alert = icon(<><circle cx="12" cy="12" r="9" /><path d="M12 7.5v5.5M12 16.5h.01" /></>);
export const Down = icon(<path d="M6 9.5l6 6 6-6" />);
export const SoundOn = icon(<path d="M4 9.5v5h3.5L12 19V5L7.5 9.5H4zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />);
export const SoundOff = icon(<path d="M4 9.5v5h3.5L12 19V5L7.5 9.5H4zM16 9.5l5 5M21 9.5l-5 5" />);
export const Leave = icon(<path d="M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9" />);
export const Mail = icon(<path d="M3.5 6h17v12h-17zM4 7l8 6 8-6" />);
export const Offline = icon(<path d="M3 3l18 18M8.5 15.5a5 5 0 0 1 6 0M5 12a10 10 0 0 1 4-2.4M13 9.2A10 10 0 0 1 19 12M12 19h.01" />);

export function Star({ filled }: { filled: boolean }) {
  return (
    <svg viewBox="0 0 24 24" width="28" height="28" fill={filled ? 'currentColor' : 'none'} stroke="currentColor"
      stroke-width="1.6" stroke-linejoin="round" aria-hidden="true">
      <path d="M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z" />
    </svg>
  );
}
