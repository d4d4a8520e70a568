import { defineConfig } from "vitest/config";

export default defineConfig({
  // One after the other: the large graph is measured.
  test: {
    include: ["browser/**/*.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    // A frame that comes late on a busy machine must not fail a build; what fails twice does.
    retry: 1,
  },
});
