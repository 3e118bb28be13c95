/** The frame: hashed names and a manifest for the server's template. public/ (the demo shop) is copied as it is. */
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/static/widget/',
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
