"use client";

import { memo } from "react";
import { Streamdown } from "streamdown";

interface MarkdownProps {
  readonly text: string;
  readonly streaming?: boolean;
}

/**
 * A model's text. Whatever it says, no address is fetched by showing it: images of other origins stay links,
 * and HTML stays text.
 */
export const Markdown = memo(function Markdown({ text, streaming = false }: MarkdownProps) {
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
