/** Whether text can be read on a brand colour, by the formula of WCAG 2. Pure. */
const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

function luminance(hex: string): number | null {
  const parts = HEX.exec(hex);
  if (!parts) return null;
  const [red, green, blue] = parts.slice(1).map((pair) => {
    const value = parseInt(pair, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string): number | null {
  const a = luminance(one);
  const b = luminance(other);
  return a === null || b === null ? null : (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

export const isColour = (text: string) => HEX.test(text);
