import { expect, it } from 'vitest';
import { allowed } from './host';

const OWN = 'https://desk.example';
const ORIGINS = ['https://shop.example', 'https://*.brand.example', 'http://localhost:3000'];

it.each(['https://desk.example', 'https://shop.example', 'https://a.brand.example', 'https://a.b.brand.example', 'http://localhost:3000'])(
  'answers %s', (origin) => { expect(allowed(origin, ORIGINS, OWN)).toBe(true); });

it.each(['http://shop.example', 'https://shop.example.evil.example', 'https://evilshop.example', 'https://brand.example', 'https://evilbrand.example',
  'http://a.brand.example', 'http://localhost:3001', 'null', ''])(
  'does not answer %s', (origin) => { expect(allowed(origin, ORIGINS, OWN)).toBe(false); });
