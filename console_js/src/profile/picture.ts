/** Turns a chosen image into the square picture the server keeps: the middle, 256 x 256, at most 256 kB. */
export const SIDE = 256;
export const MOST_BYTES = 256 * 1024;
export const KINDS = ['image/png', 'image/jpeg', 'image/webp'];

export interface Square { x: number; y: number; side: number }

export function middle(width: number, height: number): Square {
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), side };
}

const encode = (canvas: HTMLCanvasElement, kind: string, quality?: number) =>
  new Promise<Blob | null>((done) => canvas.toBlob(done, kind, quality));

export async function square(file: Blob): Promise<Blob> {
  if (!KINDS.includes(file.type)) throw new Error('Choose a PNG, JPEG or WebP image.');
  const image = await createImageBitmap(file).catch(() => { throw new Error('This file cannot be read as an image.'); });
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const { x, y, side } = middle(image.width, image.height);
  const brush = canvas.getContext('2d')!;
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(image, x, y, side, side, 0, 0, SIDE, SIDE);
  image.close();
  // A photo as PNG can pass the limit; WebP and then JPEG keep transparency as long as possible.
  for (const [kind, quality] of [['image/png', undefined], ['image/webp', 0.9], ['image/jpeg', 0.85]] as const) {
    const made = await encode(canvas, kind, quality);
    if (made && made.type === kind && made.size <= MOST_BYTES) return made;
  }
  throw new Error('This image could not be made small enough.');
}
