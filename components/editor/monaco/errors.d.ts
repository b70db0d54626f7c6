/** What Monaco calls with errors that nobody waits for. Monaco ships no types for it. */
declare module "monaco-editor/base/common/errors.js" {
  export const errorHandler: { unexpectedErrorHandler: (error: unknown) => void };
}
