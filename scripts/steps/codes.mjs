// @ts-check
/**
 * The `code` of a system error, such as EACCES, or what it says.
 * @param {unknown} error
 */
export function codeOf(error) {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return String(error);
}
