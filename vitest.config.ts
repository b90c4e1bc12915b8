import { defineConfig } from 'vitest/config';
import { suiteTestConfig } from './src/suite/vitest-config.js';

export default defineConfig({
  test: { ...suiteTestConfig(), globalSetup: ['./src/commands/vitest-global-setup.ts'], reporters: ['default'] },
});
