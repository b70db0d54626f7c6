/** What a decoder accepts, however the link was made. */
export const limits = {
  /** Characters of a link. */
  link: 8 * 1024 * 1024,
  /** Bytes after inflating, all files together. */
  bytes: 64 * 1024 * 1024,
  files: 10_000,
  name: 200,
  author: 80,
} as const;
