"use client";

import { memo } from "react";
import { Streamdown } from "streamdown";
import { isPlainWords } from "./plain-words";

interface MarkdownProps {
  readonly text: string;
  readonly streaming?: boolean;
}

/**
 * A model's text. Whatever it says, no address is fetched by showing it: images of other origins stay links,
 * and HTML stays text.
 */
export const Markdown = memo(function Markdown({ text, streaming = false }: MarkdownProps) {
  if (streaming && isPlainWords(text))
    return (
      <div className="chat-prose whitespace-normal *:my-0">
        <p>{text}</p>
      </div>
    );
  return (
    <Streamdown
      className="chat-prose"
      mode={streaming ? "streaming" : "static"}
      controls={{ code: true, table: false, mermaid: false }}
      disallowedElements={["img", "iframe", "video", "audio"]}
      unwrapDisallowed
      skipHtml
    >
      {text}
    </Streamdown>
  );
});
