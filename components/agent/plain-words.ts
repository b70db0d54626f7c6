/** Letters, figures and the punctuation of plain sentences: nothing that Markdown makes more of. */
const words = /^[\p{L}"'“‘(][\p{L}\p{N} ,.!?'"“”‘’()…;-]*$/u;

/**
 * Whether a text is plain words on one line, which Markdown would show as they are. The first words of an answer are, and
 * are shown at once: reading them as Markdown would take longer than it takes them to come.
 */
export const isPlainWords = (text: string): boolean => text.length < 400 && words.test(text);
