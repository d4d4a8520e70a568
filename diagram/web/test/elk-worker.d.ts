declare module "elkjs/lib/elk-worker.min.js" {
  export const Worker: typeof globalThis.Worker;
}
