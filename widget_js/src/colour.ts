/** The site's colour made fit to read: ink that stands out on it, and a shade of it that stands out on the page. */

type Rgb = [number, number, number];
export interface Palette { accent: string; ink: string; hover: string; text: string; edge: string; soft: string }

export const FALLBACK = '#3450d8';
const TEXT_CONTRAST = 4.5;
const SHAPE_CONTRAST = 3;

export function parse(colour: string): Rgb | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour.trim())?.[1];
  if (!digits) return null;
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g)!;
  return pairs.map((pair) => parseInt(pair, 16)) as Rgb;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const mix = (a: Rgb, b: Rgb, share: number) => a.map((channel, index) => Math.round(channel + (b[index]! - channel) * share)) as Rgb;
const hex = (rgb: Rgb) => `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;

/** Moves `colour` towards black or white, as little as needed, until it stands out on `ground`. */
export function readableOn(colour: Rgb, ground: Rgb, wanted: number): Rgb {
  const towards: Rgb = luminance(ground) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mix(colour, towards, share);
    if (contrast(candidate, ground) >= wanted) return candidate;
  }
  return towards;
}

export function palette(colour: string, dark: boolean): Palette {
  const accent = parse(colour) ?? parse(FALLBACK)!;
  const ground: Rgb = dark ? [22, 26, 34] : [255, 255, 255];
  const [white, black]: Rgb[] = [[255, 255, 255], [0, 0, 0]];
  // White is what brands expect on their colour; dark ink only where white would be hard to read.
  const ink = contrast(accent, white!) >= TEXT_CONTRAST || contrast(accent, white!) > contrast(accent, black!) ? white! : black!;
  const soft = mix(ground, accent, dark ? 0.22 : 0.1);
  return {
    accent: hex(accent), ink: hex(ink), soft: hex(soft),
    hover: hex(mix(accent, ink === white ? [0, 0, 0] : [255, 255, 255], 0.14)),
    // On the soft shade too, which is the harder of the two grounds.
    text: hex(readableOn(readableOn(accent, ground, TEXT_CONTRAST), soft, TEXT_CONTRAST)),
    edge: hex(readableOn(accent, ground, SHAPE_CONTRAST)),
  };
}

const VARIABLES: Record<keyof Palette, string> = {
  accent: '--accent', ink: '--accent-ink', hover: '--accent-hover', text: '--accent-text', edge: '--accent-edge', soft: '--accent-soft',
};

let scheme: MediaQueryList | undefined;

/** Paints the page now and again whenever the system turns dark or light. */
export function paint(colour: string): Palette {
  scheme ??= matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const colours = palette(colour, scheme!.matches);
    for (const [name, variable] of Object.entries(VARIABLES)) {
      document.documentElement.style.setProperty(variable, colours[name as keyof Palette]);
    }
    return colours;
  };
  scheme.onchange = apply;
  return apply();
}
