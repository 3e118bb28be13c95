// Builds the agents' console into server/static/console, with hashed names and a manifest the server reads.
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/static/console/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../server/static/console',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    // The page of the API's document has no script, only this stylesheet.
    rolldownOptions: { input: ['src/main.tsx', 'src/docs/docs.css'] },
  },
});
