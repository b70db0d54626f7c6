/** Answers in which a small model printed its call as text, each with the call that was meant. Lines are `\n`. */
export interface SalvageCase {
  readonly dialect:
    "hermes" | "fenced" | "xml" | "llama" | "bare" | "mistral" | "pythonic" | "react" | "deepseek" | "glm";
  readonly title: string;
  readonly answer: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const write = (content = "hi") => ({ name: "Write", input: { file_path: "a.txt", content } });
const bash = (command = "ls") => ({ name: "Bash", input: { command } });

export const salvageCases: readonly SalvageCase[] = [
  // Hermes: <tool_call>{…}</tool_call>
  {
    dialect: "hermes",
    title: "well-formed",
    answer: '<tool_call>\n{"name": "Write", "arguments": {"file_path": "a.txt", "content": "hi"}}\n</tool_call>',
    ...write(),
  },
  {
    dialect: "hermes",
    title: "never closed",
    answer: '<tool_call>\n{"name": "Bash", "arguments": {"command": "ls"}}',
    ...bash(),
  },
  {
    dialect: "hermes",
    title: "cut in the middle of a string",
    answer: '<tool_call>{"name": "Bash", "arguments": {"command": "ls',
    ...bash(),
  },
  {
    dialect: "hermes",
    title: "one brace short",
    answer: '<tool_call>{"name": "Bash", "arguments": {"command": "ls"}</tool_call>',
    ...bash(),
  },
  {
    dialect: "hermes",
    title: "trailing commas",
    answer: '<tool_call>{"name": "Bash", "arguments": {"command": "ls",},}</tool_call>',
    ...bash(),
  },
  {
    dialect: "hermes",
    title: "single quotes",
    answer: "<tool_call>{'name': 'Bash', 'arguments': {'command': 'ls'}}</tool_call>",
    ...bash(),
  },
  {
    dialect: "hermes",
    title: "a raw line break in a string",
    answer: '<tool_call>{"name": "Write", "arguments": {"file_path": "a.txt", "content": "one\ntwo"}}</tool_call>',
    ...write("one\ntwo"),
  },
  {
    dialect: "hermes",
    title: "quotes that were not escaped",
    answer:
      '<tool_call>{"name": "Write", "arguments": {"file_path": "a.txt", "content": "<a href="x">y</a>"}}</tool_call>',
    ...write('<a href="x">y</a>'),
  },
  {
    dialect: "hermes",
    title: "arguments as text in text",
    answer: '<tool_call>{"name": "Bash", "arguments": "{\\"command\\": \\"ls\\"}"}</tool_call>',
    ...bash(),
  },
  {
    dialect: "hermes",
    title: "parameters instead of arguments",
    answer: '<tool_call>{"name": "Bash", "parameters": {"command": "ls"}}</tool_call>',
    ...bash(),
  },
  {
    dialect: "hermes",
    title: "arguments before the name",
    answer: '<tool_call>{"arguments": {"command": "ls"}, "name": "Bash"}</tool_call>',
    ...bash(),
  },
  {
    dialect: "hermes",
    title: "the name in lower case",
    answer: '<tool_call>{"name": "bash", "arguments": {"command": "ls"}}</tool_call>',
    ...bash(),
  },
  {
    dialect: "hermes",
    title: "words before it",
    answer: 'I will list the files.\n<tool_call>{"name": "Bash", "arguments": {"command": "ls"}}</tool_call>',
    ...bash(),
  },
  {
    dialect: "hermes",
    title: "a fence inside the tag",
    answer: '<tool_call>\n```json\n{"name": "Bash", "arguments": {"command": "ls"}}\n```\n</tool_call>',
    ...bash(),
  },
  // Fences
  {
    dialect: "fenced",
    title: "json fence",
    answer: '```json\n{"name": "Bash", "arguments": {"command": "ls"}}\n```',
    ...bash(),
  },
  {
    dialect: "fenced",
    title: "fence without a language",
    answer: '```\n{"name": "Bash", "arguments": {"command": "ls"}}\n```',
    ...bash(),
  },
  {
    dialect: "fenced",
    title: "tool_call fence",
    answer: '```tool_call\n{"name": "Bash", "arguments": {"command": "ls"}}\n```',
    ...bash(),
  },
  {
    dialect: "fenced",
    title: "fence that never closes",
    answer: 'Now:\n```json\n{"name": "Bash", "arguments": {"command": "ls"}}',
    ...bash(),
  },
  {
    dialect: "fenced",
    title: "tool and input as keys",
    answer: '```json\n{"tool": "Bash", "input": {"command": "ls"}}\n```',
    ...bash(),
  },
  {
    dialect: "fenced",
    title: "tool_code with Python",
    answer: '```tool_code\nprint(Bash(command="ls"))\n```',
    ...bash(),
  },
  {
    dialect: "fenced",
    title: "a list of one",
    answer: '```json\n[{"name": "Bash", "arguments": {"command": "ls"}}]\n```',
    ...bash(),
  },
  {
    dialect: "fenced",
    title: "comments in the JSON",
    answer: '```json\n{\n  // list them\n  "name": "Bash",\n  "arguments": {"command": "ls"} /* done */\n}\n```',
    ...bash(),
  },
  // XML
  {
    dialect: "xml",
    title: "function and parameter elements",
    answer: "<tool_call>\n<function=Bash>\n<parameter=command>\nls\n</parameter>\n</function>\n</tool_call>",
    ...bash(),
  },
  {
    dialect: "xml",
    title: "function element without the tag around it",
    answer: "<function=Bash>\n<parameter=command>\nls\n</parameter>\n</function>",
    ...bash(),
  },
  {
    dialect: "xml",
    title: "parameter never closed",
    answer: "<function=Bash>\n<parameter=command>\nls\n</function>",
    ...bash(),
  },
  {
    dialect: "xml",
    title: "invoke with names",
    answer:
      '<function_calls>\n<invoke name="Bash">\n<parameter name="command">ls</parameter>\n</invoke>\n</function_calls>',
    ...bash(),
  },
  {
    dialect: "xml",
    title: "invoke alone",
    answer: '<invoke name="Bash"><parameter name="command">ls</parameter></invoke>',
    ...bash(),
  },
  {
    dialect: "xml",
    title: "a file with markup in it",
    answer:
      "<function=Write><parameter=file_path>a.txt</parameter><parameter=content>\n<b>x</b>\n<i>y</i>\n</parameter></function>",
    ...write("<b>x</b>\n<i>y</i>"),
  },
  {
    dialect: "xml",
    title: "the tool's name as element",
    answer: "<Write>\n<file_path>a.txt</file_path>\n<content>hi</content>\n</Write>",
    ...write(),
  },
  {
    dialect: "xml",
    title: "a number as text",
    answer: "<function=Bash><parameter=command>ls</parameter><parameter=timeout>5</parameter></function>",
    name: "Bash",
    input: { command: "ls", timeout: 5 },
  },
  {
    dialect: "xml",
    title: "JSON inside of the element",
    answer: '<function=Bash>{"command": "ls"}</function>',
    ...bash(),
  },
  // Llama
  {
    dialect: "llama",
    title: "python tag",
    answer: '<|python_tag|>{"name": "Bash", "parameters": {"command": "ls"}}',
    ...bash(),
  },
  {
    dialect: "llama",
    title: "python tag and end of message",
    answer: '<|python_tag|>{"name": "Bash", "parameters": {"command": "ls"}}<|eom_id|>',
    ...bash(),
  },
  {
    dialect: "llama",
    title: "with type function",
    answer: '<|python_tag|>{"type": "function", "name": "Bash", "parameters": {"command": "ls"}}',
    ...bash(),
  },
  {
    dialect: "llama",
    title: "two with a semicolon",
    answer:
      '<|python_tag|>{"name": "Bash", "parameters": {"command": "ls"}}; {"name": "Read", "parameters": {"file_path": "a"}}',
    ...bash(),
  },
  { dialect: "llama", title: "python tag with a call", answer: '<|python_tag|>Bash(command="ls")', ...bash() },
  {
    dialect: "llama",
    title: "python start and end",
    answer: '<|python_start|>[Bash(command="ls")]<|python_end|>',
    ...bash(),
  },
  {
    dialect: "llama",
    title: "Python's constants",
    answer: '<|python_tag|>{"name": "Bash", "parameters": {"command": "ls", "run_in_background": True}}',
    name: "Bash",
    input: { command: "ls", run_in_background: true },
  },
  // Bare JSON
  {
    dialect: "bare",
    title: "name and arguments",
    answer: '{"name": "Bash", "arguments": {"command": "ls"}}',
    ...bash(),
  },
  {
    dialect: "bare",
    title: "after a sentence",
    answer: 'Listing.\n{"name": "Bash", "arguments": {"command": "ls"}}',
    ...bash(),
  },
  { dialect: "bare", title: "bare keys", answer: '{name: "Bash", arguments: {command: "ls"}}', ...bash() },
  {
    dialect: "bare",
    title: "OpenAI's message shape",
    answer:
      '{"tool_calls": [{"id": "1", "type": "function", "function": {"name": "Bash", "arguments": "{\\"command\\":\\"ls\\"}"}}]}',
    ...bash(),
  },
  {
    dialect: "bare",
    title: "function with an object",
    answer: '{"type": "function", "function": {"name": "Bash", "arguments": {"command": "ls"}}}',
    ...bash(),
  },
  { dialect: "bare", title: "input beside the name", answer: '{"tool": "Bash", "command": "ls"}', ...bash() },
  { dialect: "bare", title: "a list", answer: '[{"name": "Bash", "parameters": {"command": "ls"}}]', ...bash() },
  { dialect: "bare", title: "a missing comma", answer: '{"name": "Bash" "arguments": {"command": "ls"}}', ...bash() },
  {
    dialect: "bare",
    title: "typographic quotes",
    answer: "{“name”: “Bash”, “arguments”: {“command”: “ls”}}",
    ...bash(),
  },
  {
    dialect: "bare",
    title: "a file written as an object",
    answer: '{"name": "Write", "arguments": {"file_path": "a.txt", "content": {"x": 1}}}',
    ...write('{\n  "x": 1\n}'),
  },
  {
    dialect: "bare",
    title: "action and action_input",
    answer: '{"action": "Bash", "action_input": {"command": "ls"}}',
    ...bash(),
  },
  {
    dialect: "bare",
    title: "functions. before the name",
    answer: '{"recipient_name": "functions.Bash", "parameters": {"command": "ls"}}',
    ...bash(),
  },
  // Mistral
  {
    dialect: "mistral",
    title: "a list behind the marker",
    answer: '[TOOL_CALLS][{"name": "Bash", "arguments": {"command": "ls"}}]',
    ...bash(),
  },
  {
    dialect: "mistral",
    title: "with a blank and an end",
    answer: '[TOOL_CALLS] [{"name": "Bash", "arguments": {"command": "ls"}}]</s>',
    ...bash(),
  },
  { dialect: "mistral", title: "name and ARGS", answer: '[TOOL_CALLS]Bash[ARGS]{"command": "ls"}', ...bash() },
  { dialect: "mistral", title: "name and object", answer: '[TOOL_CALLS]Bash{"command": "ls"}', ...bash() },
  {
    dialect: "mistral",
    title: "list cut short",
    answer: '[TOOL_CALLS][{"name": "Bash", "arguments": {"command": "ls"}',
    ...bash(),
  },
  // Pythonic
  { dialect: "pythonic", title: "in a list", answer: '[Bash(command="ls")]', ...bash() },
  { dialect: "pythonic", title: "alone on a line", answer: 'Bash(command="ls")', ...bash() },
  {
    dialect: "pythonic",
    title: "two arguments in single quotes",
    answer: "[Write(file_path='a.txt', content='hi')]",
    ...write(),
  },
  {
    dialect: "pythonic",
    title: "triple quotes",
    answer: 'Write(file_path="a.txt", content="""one\n"two"\n""")',
    ...write('one\n"two"\n'),
  },
  { dialect: "pythonic", title: "a bracket never closed", answer: '[Bash(command="ls"', ...bash() },
  { dialect: "pythonic", title: "with an object", answer: 'Bash({"command": "ls"})', ...bash() },
  {
    dialect: "pythonic",
    title: "parentheses in the text",
    answer: 'Bash(command="node -e \\"f(1)\\"")',
    ...bash('node -e "f(1)"'),
  },
  // ReAct
  {
    dialect: "react",
    title: "action and input",
    answer: 'Thought: list them\nAction: Bash\nAction Input: {"command": "ls"}',
    ...bash(),
  },
  {
    dialect: "react",
    title: "with an invented observation",
    answer: 'Action: Bash\nAction Input: {"command": "ls"}\nObservation: a.txt',
    ...bash(),
  },
  { dialect: "react", title: "bare keys", answer: "Action: Bash\nAction Input: {command: 'ls'}", ...bash() },
  // DeepSeek and GLM
  {
    dialect: "deepseek",
    title: "with separators",
    answer:
      '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>Bash\n```json\n{"command": "ls"}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
    ...bash(),
  },
  {
    dialect: "deepseek",
    title: "newer form",
    answer: '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>Bash<｜tool▁sep｜>{"command": "ls"}<｜tool▁call▁end｜>',
    ...bash(),
  },
  {
    dialect: "glm",
    title: "keys and values",
    answer: "<tool_call>Bash\n<arg_key>command</arg_key>\n<arg_value>ls</arg_value>\n</tool_call>",
    ...bash(),
  },
  {
    dialect: "glm",
    title: "last value not closed",
    answer:
      "<tool_call>Write<arg_key>file_path</arg_key><arg_value>a.txt</arg_value><arg_key>content</arg_key><arg_value>hi",
    ...write(),
  },
];
