import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['{shared,widget,console}_js/**/*.test.{ts,tsx}'], environment: 'node' },
});
