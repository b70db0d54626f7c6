import { pieces, usageOf, type Said, type WireEvent, type WireFormat } from "./reply";

const data = (value: unknown): WireEvent => ({ type: "event", data: value });

/** OpenAI's Chat Completions, which most servers of one's own speak. */
export const openAiChat: WireFormat = {
  path: /\/chat\/completions$/,
  answer(reply, id) {
    const { input, output, cacheRead } = usageOf(reply);
    const chunk = (choices: readonly unknown[], more: object = {}) =>
      data({
        id: `chatcmpl-${id}`,
        object: "chat.completion.chunk",
        created: 1_700_000_000,
        model: "scripted",
        choices,
        ...more,
      });
    const delta = (value: object) => chunk([{ index: 0, delta: value, finish_reason: null }]);
    let index = -1;
    const say = (said: Said): readonly WireEvent[] => {
      if (said.type === "pause") return [said];
      if (said.type === "text") return pieces(said.text).map((content) => delta({ content }));
      if (said.type === "reasoning") return pieces(said.text).map((reasoning_content) => delta({ reasoning_content }));
      index += 1;
      const at = index;
      const parts = pieces(said.raw ?? JSON.stringify(said.input)).map((text) =>
        delta({ tool_calls: [{ index: at, function: { arguments: text } }] }),
      );
      return [
        delta({
          tool_calls: [
            { index: at, id: `call_${id}_${at}`, type: "function", function: { name: said.name, arguments: "" } },
          ],
        }),
        ...parts,
      ];
    };
    const stop = reply.said.some(({ type }) => type === "call") ? "tool_calls" : "stop";
    const reason = reply.finish === undefined ? stop : { length: "length", refused: "content_filter" }[reply.finish];
    return [
      delta({ role: "assistant", content: "" }),
      ...reply.said.flatMap(say),
      chunk([{ index: 0, delta: {}, finish_reason: reason }]),
      chunk([], {
        usage: {
          prompt_tokens: input,
          completion_tokens: output,
          total_tokens: input + output,
          prompt_tokens_details: { cached_tokens: cacheRead },
        },
      }),
      data("[DONE]"),
    ];
  },
  whole(reply, id) {
    const { input, output } = usageOf(reply);
    const text = reply.said.flatMap((said) => (said.type === "text" ? [said.text] : [])).join("");
    const calls = reply.said.flatMap((said, at) =>
      said.type === "call"
        ? [
            {
              id: `call_${id}_${at}`,
              type: "function",
              function: { name: said.name, arguments: said.raw ?? JSON.stringify(said.input) },
            },
          ]
        : [],
    );
    const message = { role: "assistant", content: text, ...(calls.length > 0 && { tool_calls: calls }) };
    return {
      id: `chatcmpl-${id}`,
      object: "chat.completion",
      created: 1_700_000_000,
      model: "scripted",
      choices: [{ index: 0, message, finish_reason: calls.length > 0 ? "tool_calls" : "stop" }],
      usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
    };
  },
  error: (message, kind) => ({ error: { message, type: kind, param: null, code: kind } }),
  streamError: (message) => data({ error: { message, type: "server_error", param: null, code: null } }),
};
