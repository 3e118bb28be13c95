/** The frame: hashed names and a manifest for the server's template. public/ (the demo shop) is copied as it is. */
import { defineConfig, type Plugin } from 'vite';

/** Our server speaks websocket and polling; the client's third transport would be 1 kB that is never run. */
const withoutWebTransport: Plugin = {
  name: 'without-webtransport',
  enforce: 'pre',
  load: (id) => (id.endsWith('engine.io-client/build/esm/transports/webtransport.js') ? 'export class WT {}' : null),
};

/** Languages are fetched without styles or modules of their own, so there is nothing to fetch ahead of them. */
const withoutPreload: Plugin = {
  name: 'without-preload',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};

export default defineConfig({
  base: '/static/widget/',
  plugins: [withoutWebTransport, withoutPreload],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../server/static/widget',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    modulePreload: false,
    assetsDir: 'assets',
    rolldownOptions: { input: 'src/main.tsx' },
  },
});
