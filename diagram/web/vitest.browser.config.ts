import { defineConfig } from "vitest/config";

export default defineConfig({
  // One after the other: the large graph is measured.
  test: {
    include: ["browser/**/*.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
